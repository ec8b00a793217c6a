/** Three inputs of each model and what a user may put there; each set moves a figure of the board and its chart. */
export const CHANGES: Readonly<Record<string, readonly (readonly [label: string, value: string])[]>> = {
  "pilot-to-production": [
    ["The pilot's monthly bill", "800"],
    ["Users in production", "12000"],
    ["Redundancy", "2"],
  ],
};
