import { notNegative, positiveShare, share } from "./checks";
import { noSolution } from "./errors";
import type { Row } from "./grid";

export interface Cascade {
  readonly cheapUsd: number;
  readonly expensiveUsd: number;
  readonly escalationShare: number;
  readonly verifierUsd?: number | undefined;
}

/** Every request pays the cheap model and the verifier; the escalated share pays the expensive model on top. */
export function cascade({ cheapUsd, expensiveUsd, escalationShare, verifierUsd = 0 }: Cascade): number {
  notNegative({ cheapUsd, expensiveUsd, verifierUsd });
  share({ escalationShare });
  return cheapUsd + verifierUsd + escalationShare * expensiveUsd;
}

export interface Distill {
  readonly teacherUsdPerMTok: number;
  readonly studentRatio?: number | undefined;
  readonly quality?: number | undefined;
  readonly oneTimeUsd?: number | undefined;
  readonly mtokPerMonth?: number | undefined;
}

export function distill(given: Distill): Row {
  const { teacherUsdPerMTok, studentRatio = 0.1, quality = 0.9, oneTimeUsd = 0, mtokPerMonth } = given;
  notNegative({ teacherUsdPerMTok, studentRatio, oneTimeUsd, mtokPerMonth });
  positiveShare({ quality });
  const savingUsdPerMTok = teacherUsdPerMTok * (1 - studentRatio);
  const savingUsdPerMonth =
    mtokPerMonth === undefined
      ? noSolution("The monthly saving needs mtok_per_month.")
      : savingUsdPerMTok * mtokPerMonth;
  return {
    studentUsdPerMTok: teacherUsdPerMTok * studentRatio,
    savingUsdPerMTok,
    savingShare: 1 - studentRatio,
    qualityAdjustedRatio: studentRatio / quality,
    savingUsdPerMonth,
    paybackMonths: paybackMonths(oneTimeUsd, savingUsdPerMonth),
  };
}

function paybackMonths(oneTimeUsd: number, savingUsdPerMonth: Row[string]): Row[string] {
  if (typeof savingUsdPerMonth !== "number") return savingUsdPerMonth;
  if (oneTimeUsd === 0) return 0;
  return savingUsdPerMonth > 0
    ? oneTimeUsd / savingUsdPerMonth
    : noSolution("The student saves nothing, so its one-time cost is never paid back.");
}
