/** Three inputs of each model and what a user may put there; each set moves a figure of the board and its chart. */
export const CHANGES: Readonly<Record<string, readonly (readonly [label: string, value: string])[]>> = {
  "api-budget": [
    ["Days per month", "31"],
    ["Budget for the first twelve months", "250000"],
    ["Growth of use", "60%"],
  ],
  "actuals-and-variance": [
    ["Budget factor", "1.2"],
    ["Invoice for the same usage", "11000"],
    ["Team 5", "Research"],
  ],
  "agent-workload": [
    ["Steps of the agent", "20"],
    ["Agent: added by a step", "3000"],
    ["Cacheable tokens read from the cache", "90%"],
  ],
  "pilot-to-production": [
    ["The pilot's monthly bill", "800"],
    ["Users in production", "12000"],
    ["Redundancy", "2"],
  ],
  "product-unit-economics": [
    ["Spread of use between users", "3"],
    ["Change of what customers pay", "-20%"],
    ["Wage", "45"],
  ],
  "optimisation-roadmap": [
    ["Requests a day", "500000"],
    ["Prompt cut by", "40%"],
    ["Routed to it", "60%"],
  ],
  "capacity-energy-carbon": [
    ["Output tokens of a request", "800"],
    ["Peak over average", "3"],
    ["Precision", "16"],
  ],
  analyzer: [
    ["Requests a day", "450000"],
    ["Precision", "16"],
    ["Deployment", "on_prem"],
  ],
  "self-host-or-api": [
    ["Requests", "4000000"],
    ["Own rent, or own cost of a GPU-hour", "2.5"],
    ["Staff", "3000"],
  ],
  "price-tracker": [
    ["Meter", "output"],
    ["Spend today", "25000"],
    ["Use after", "9"],
  ],
  "budget-at-risk": [
    ["Budget", "30000"],
    ["Trials", "2000"],
    ["Seed", "7"],
  ],
  "claim-audit": [
    ["Conversations a day", "4000"],
    ["Rent of a GPU, low", "0.4"],
    ["Use afterwards", "9"],
  ],
  "business-case": [
    ["Baseline", "3000000"],
    ["Requests", "9000"],
    ["Cost at the start", "250000"],
  ],
  "buy-or-rent": [
    ["Price of the machines", "250000"],
    ["Rent in year 1", "3"],
    ["Tax on profit", "20%"],
  ],
};
