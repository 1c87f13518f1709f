import type { Definition } from './definition/schema.ts'
import type { StepRow } from './engine/run-store.ts'

type Begun = Pick<StepRow, 'startedAt' | 'stepId' | 'path'>

/** The tenth turn of a loop comes after its second. */
const byPath = new Intl.Collator('en', { numeric: true })

/** In the order of their beginnings; quick ones that began in the same moment as the workflow has them. */
export function inOrder<Row extends Begun>(
  { steps }: { steps: readonly Pick<Definition['steps'][number], 'id'>[] },
  rows: readonly Row[],
): Row[] {
  const places = new Map(steps.map(({ id }, place) => [id, place]))
  const placeOf = ({ stepId }: Row) => places.get(stepId) ?? places.size
  return rows.toSorted(
    (a, b) =>
      // Not as texts: the database leaves out the zeros at their ends.
      Date.parse(a.startedAt) - Date.parse(b.startedAt) ||
      placeOf(a) - placeOf(b) ||
      byPath.compare(a.path, b.path),
  )
}
