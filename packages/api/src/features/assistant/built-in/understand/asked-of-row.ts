import type { AskedAct } from '../acts/act-table.ts'
import { rowFieldOf } from '../acts/needed-fields.ts'
import type { Fit } from '../acts/fit.ts'
import { TELLING } from '../../../../reading/names.ts'
import { fold } from '../../../../reading/text.ts'
import type { Candidate, Heard } from './candidates.ts'
import { namedInFull } from './named.ts'
import type { World } from './types.ts'

/** A row is named where the request is explained at this cost, whatever act it was laid over. */
const NAMED = 1

/** What sounds less likely than this is hardly what is asked of a row. */
const HEARD = 0.1

/** Of what kind the one row is that is named; undefined where none is, or several might be. */
function kindNamed({ act, values, cost }: Fit): string | undefined {
  const field = rowFieldOf(act)
  const meant = field && values.get(field.name)
  // "The film" is hardly the task “File the VAT return”.
  const isOne =
    meant?.kind === 'rows' &&
    meant.candidates.length === 1 &&
    meant.candidates.every(({ score = 1 }) => score >= TELLING)
  return field?.entity != null && isOne && cost < NAMED ? field.entity : undefined
}

/** Whether an act reads one row, of this kind where one is said, and takes nothing else. */
export function readsOne(act: AskedAct, entity = rowFieldOf(act)?.entity): boolean {
  const needed = act.fields.filter(({ isRequired }) => isRequired)
  const isGet = act.path.endsWith('.get') && act.entry.meta.effect === 'read'
  return act.isOpen && isGet && needed.length === 1 && entity != null && rowFieldOf(act)?.entity === entity
}

const isAbout = ({ act, values }: Fit, kind: string | null): boolean =>
  act.fields.some(({ name, entity }) => entity === kind && values.get(name)?.kind === 'rows')

const WANTS_TO_KNOW =
  /^(?:and |so |ok(?:ay)? |please )*(?:what|which|who|whose|where|when|why|how|tell me|show|give me|pull up|look up|is|are|was|were|has|have|does|did)\b/

/**
 * "What did we charge for the Quay gutters?": of what wants to know something, and sounds like no act, the row is read that is called
 * by its whole name. The path of the act that reads it.
 */
export async function readingInFull(
  { said, candidates }: Pick<Heard, 'said' | 'candidates'>,
  world: World,
): Promise<string | null> {
  if (!WANTS_TO_KNOW.test(fold(said.text))) return null
  const kind = (await namedInFull(said, world))?.kind ?? null
  // What is likeliest may be asked of that row as well: then it is for the person to say what is wanted of it.
  const isMore = ({ fit, chance }: Candidate) => fit !== null && chance >= HEARD && isAbout(fit, kind)
  const entity = candidates.slice(0, 2).some(isMore) ? null : kind
  const act = entity === null ? undefined : world.table.acts.find((one) => readsOne(one, entity))
  return act && world.access(act.path) === 'open' ? act.path : null
}

/**
 * "Did Ana order the lids?", where “Order lids” is a task: what a question names is read, whatever could be done with it. The
 * path of the act that reads it; null where no row is named, or none can be read.
 */
export function readingOf(candidates: readonly Candidate[], { table, access }: World): string | null {
  for (const { fit } of candidates) {
    const entity = fit ? kindNamed(fit) : undefined
    const act = entity === undefined ? undefined : table.acts.find((one) => readsOne(one, entity))
    if (act && access(act.path) === 'open') return act.path
  }
  return null
}
