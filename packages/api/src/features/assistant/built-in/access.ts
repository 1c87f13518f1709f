import type { Interpretation, World } from './types.ts'

/** Where a person does by hand what the assistant may not. */
const places: [RegExp, string][] = [
  [/^modules\.ops\./, 'Tasks'],
  [/^credits\./, 'Credits'],
  [/^organizations\./, 'Team'],
  [/^auth\.apiKeys/, 'Connect'],
  [/^approvals\./, 'Approvals'],
]

/** Why a tool cannot be used for this person, in words; null where it can. */
export function refusal(path: string, { access }: World, what: string): Interpretation | null {
  const state = access(path)
  if (state === 'open') return null
  if (state === 'forbidden') {
    return {
      kind: 'refuse',
      text: `Your role does not allow you to ${what}, so I cannot do it for you either. Ask an owner or admin.`,
    }
  }
  const place = places.find(([pattern]) => pattern.test(path))?.[1]
  return {
    kind: 'refuse',
    text: `I cannot ${what} from here.${place ? ` You find it on the page “${place}”.` : ''}`,
  }
}

/** A call of a read, or the reason why not. */
export const readOrRefuse = (
  world: World,
  path: string,
  request: { input: Record<string, unknown>; what: string },
): Interpretation =>
  refusal(path, world, request.what) ?? { kind: 'call', path, input: request.input, say: '' }
