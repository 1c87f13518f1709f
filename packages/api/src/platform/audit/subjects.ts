import type { SentencePart } from '../../shared/sentence.ts'
import { idsIn } from '../catalog/entities.ts'
import { partsOf } from './listener.ts'
import type { Listener, Named } from './listener.ts'

/** What somebody asked for, as it waits for a yes. */
export interface Request {
  procedure: string
  args: Record<string, unknown>
  /** What the procedure answered, once it is done. */
  result?: unknown
}

/** Whoever may look at what a procedure changes may know the name that something new is to have. */
const readingOf = (permission: string) => permission.replace(/[^.]+$/, 'read')

/** What a request is about: the `id` in its arguments, or one such as `taskId` of a task; other ids say with whom. */
export const subjectOf = (
  { entities, catalog }: Listener['hub'],
  { args, procedure }: Request,
): Named | undefined =>
  idsIn(args, catalog.get(procedure)?.inputJson ?? {})
    .flatMap(({ entity, id, path }) => {
      const kind = entities.get(entity)
      return kind && (path === 'id' || path === `${kind.target}Id`) ? [{ kind, entity, id }] : []
    })
    .at(0)

/** What was made by a request that names nothing which was there before: the `id` in its answer. */
function madeBy({ entities, catalog }: Listener['hub'], { procedure, result }: Request): Named | undefined {
  const made = idsIn(result, catalog.get(procedure)?.outputJson ?? {}).find(({ path }) => path === 'id')
  const kind = made && entities.get(made.entity)
  return kind && { kind, entity: made.entity, id: made.id }
}

/** The same in words; of what is made anew the title that it is to have, until it is there. */
export function subjectPart(
  { hub, may }: Listener,
  request: Request,
  names: ReadonlyMap<string, SentencePart>,
): SentencePart | null {
  const subject = subjectOf(hub, request)
  if (subject) return names.get(subject.id) ?? null
  const made = names.get(madeBy(hub, request)?.id ?? '')
  if (made) return made
  const permission = hub.catalog.get(request.procedure)?.meta.permission ?? ''
  const { title } = request.args
  return typeof title === 'string' && may(readingOf(permission)) ? { text: title, link: null } : null
}

/** What each of these requests is about, as far as this reader may know it. */
export async function subjectsOf(
  listener: Listener,
  requests: readonly Request[],
): Promise<(SentencePart | null)[]> {
  const names = await partsOf(
    listener,
    requests.flatMap((request) => subjectOf(listener.hub, request) ?? madeBy(listener.hub, request) ?? []),
  )
  return requests.map((request) => subjectPart(listener, request, names))
}
