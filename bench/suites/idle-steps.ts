/** Steps of a workflow that do nothing. */
export const idleSteps = (count: number): object[] =>
  Array.from({ length: count }, (_, step) => ({
    id: `s${step}`,
    type: 'conditional',
    title: `Step ${step}`,
    condition: 'true',
  }))
