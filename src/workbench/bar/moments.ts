const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const DAY_OF_YEAR = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

/** A moment (milliseconds since 1970) as someone speaks of it now, in the browser's time zone. */
export function momentText(ms: number, now: number): string {
  const [then, today] = [new Date(ms), new Date(now)];
  const clock = CLOCK.format(then);
  if (then.toDateString() === today.toDateString()) return `today, ${clock}`;
  return then.getFullYear() === today.getFullYear() ? `${DAY.format(then)}, ${clock}` : DAY_OF_YEAR.format(then);
}

export const clockText = (ms: number) => CLOCK.format(new Date(ms));
