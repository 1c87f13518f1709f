import { toolName } from '@hub/api/server'
import type { TourAct, TourKnown, TourQuestion } from '@hub/api/server'
import { callRest, callTool } from './program-clients.ts'
import { byCommand, hold, sayTo } from './step.ts'
import type { TourContext, TourStep } from './step.ts'
import { eventually } from './web-client.ts'

/** What is worked on in the background is soon there. */
const COMES_MS = 20_000

type Input = ReturnType<TourAct['input']>
type IsRead = (path: string) => boolean

/** What a list is asked for by REST stands in its address. */
const asAddress = (input: Input): string =>
  new URLSearchParams(
    Object.entries(input).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString()

function byRest(
  { target, key }: TourContext,
  { path, isRead }: { path: string; isRead: boolean },
  input: Input,
) {
  const address = path.replaceAll('.', '/')
  return isRead
    ? callRest(target.origin, key, { path: `${address}?${asAddress(input)}` })
    : callRest(target.origin, key, { path: address, body: input })
}

/** Does it at its door. */
function call(
  tour: TourContext,
  { door, path }: TourAct,
  { input, isRead }: { input: Input; isRead: boolean },
) {
  const { web, target, toolKey } = tour
  if (door === 'web') return isRead ? web.query(path, input) : web.mutate(path, input)
  if (door === 'rest') return byRest(tour, { path, isRead }, input)
  if (door === 'mcp') return callTool(target.origin, toolKey, { name: toolName(path), args: input })
  return byCommand(tour, path, input)
}

function idOf(answer: unknown): string {
  const { id, items } = answer as { id?: string; items?: { id: string }[] }
  const found = id ?? items?.[0]?.id
  if (found === undefined) throw new Error('The answer has no id to go on with.')
  return found
}

async function knownTo({ web }: TourContext, kept: ReadonlyMap<string, string>): Promise<TourKnown> {
  const { user } = await web.query<{ user: { id: string; timeZone: string } }>('auth.me')
  return {
    // As the organization writes days: it was founded where its person is.
    today: new Intl.DateTimeFormat('en-CA', { timeZone: user.timeZone }).format(new Date()),
    userId: user.id,
    id(name) {
      const id = kept.get(name)
      if (id === undefined) throw new Error(`No act before this one kept "${name}".`)
      return id
    },
  }
}

const actStep = (act: TourAct, kept: Map<string, string>, isRead: boolean): TourStep => ({
  door: act.door,
  name: act.name,
  async run(tour) {
    const input = act.input(await knownTo(tour, kept))
    const asked = async (): Promise<string | undefined> => {
      const answer: unknown = await call(tour, act, { input, isRead })
      const words = act.says(answer) ?? undefined
      if (words !== undefined && act.keeps !== undefined) kept.set(act.keeps, idOf(answer))
      return words
    }
    // What changes something is done once.
    if (isRead) return eventually(asked, { forMs: COMES_MS, what: `"${act.name}"` })
    return (await asked()) ?? 'done'
  },
})

const questionStep = ({ name, say, answers }: TourQuestion): TourStep => ({
  door: 'assistant',
  name,
  async run(tour) {
    const events = await sayTo(tour, say)
    const words = events.flatMap(({ delta, message }) => delta ?? message ?? []).join('')
    hold(events.at(-1)?.type === 'finished' && words.includes(answers), `The assistant says: ${words}`)
    return words.split('\n').at(0) ?? ''
  },
})

/** The main job of a module, act by act, each standing on the ids that those before it kept. */
export function actSteps(acts: readonly (TourAct | TourQuestion)[], isRead: IsRead): TourStep[] {
  const kept = new Map<string, string>()
  return acts.map((act) => ('path' in act ? actStep(act, kept, isRead(act.path)) : questionStep(act)))
}
