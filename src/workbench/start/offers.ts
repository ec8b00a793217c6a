import { modelOfPlan } from "../../files";
import { firstStepOf, planOf, templates } from "../../templates";
import type { Offer } from "./start-page";

/** The workbook models, each as a workbook of its own. */
export const MODEL_OFFERS: readonly Offer[] = templates.map((template) => ({
  id: template.id,
  name: template.name,
  promise: template.promise,
  begin() {
    const plan = planOf(template);
    return { model: modelOfPlan(plan), advice: `This is an example: its yellow cells are yours. ${firstStepOf(plan)}` };
  },
}));
