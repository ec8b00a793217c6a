import { modelOfPlan } from "../../files";
import { planOf, templates } from "../../templates";
import type { Offer } from "./start-page";

/** The workbook models, each as a workbook of its own. */
export const MODEL_OFFERS: readonly Offer[] = templates.map((template) => ({
  id: template.id,
  name: template.name,
  promise: template.promise,
  model: () => modelOfPlan(planOf(template)),
}));
