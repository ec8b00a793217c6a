import { notNegative, positive, shown, slowRate, wholeNumber } from "../checks";
import { noSolution } from "../errors";
import type { Row } from "../grid";

export interface TrainingCrossover {
  readonly trainingUsd: number;
  readonly inferenceUsdPerMonth: number;
  readonly growthPerMonth?: number | undefined;
  readonly months?: number | undefined;
}

const MOST_MONTHS = 1200;

/** A sum of monthly costs counts as having reached the training cost if only rounding keeps it below. */
const ROUNDING = 1e-12;

/** The month at whose end cumulated inference has reached the cost of training, and what inference costs over the life. */
export function trainingCrossover(given: TrainingCrossover): Row {
  const { trainingUsd, inferenceUsdPerMonth, growthPerMonth = 0, months = 36 } = given;
  positive({ trainingUsd });
  notNegative({ inferenceUsdPerMonth });
  slowRate({ growthPerMonth });
  wholeNumber({ months }, { min: 1, max: MOST_MONTHS });
  let inferenceUsd = 0;
  let monthUsd = inferenceUsdPerMonth;
  let crossoverMonth: number | undefined;
  for (let month = 1; month <= months; month++) {
    inferenceUsd += monthUsd;
    monthUsd *= 1 + growthPerMonth;
    if (crossoverMonth === undefined && inferenceUsd >= trainingUsd * (1 - ROUNDING)) crossoverMonth = month;
  }
  return {
    crossoverMonth: crossoverMonth ?? neverWithin(months, inferenceUsd, trainingUsd),
    inferenceUsd,
    inferencePerTraining: inferenceUsd / trainingUsd,
    inferenceShare: 1 / (1 + trainingUsd / inferenceUsd),
  };
}

function neverWithin(months: number, inferenceUsd: number, trainingUsd: number): Row[string] {
  return noSolution(
    `In ${months} months inference adds up to ${shown(inferenceUsd)} USD, below the ${shown(trainingUsd)} USD of training.`,
  );
}
