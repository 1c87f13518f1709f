import { randomUUID } from 'node:crypto'
import { AppError, normalizeError, routerOf, toolName } from '@hub/api/server'
import type { HubModule, TourWalk } from '@hub/api/server'
import { actSteps } from './act-steps.ts'
import { callRest, callTool } from './program-clients.ts'
import { byCommand, hold, sayTo } from './step.ts'
import type { Page, TourStep } from './step.ts'

interface Item {
  id: string
}

/** "2 tasks"; throws where there are more or fewer. */
function counted({ items }: Page<Item>, { noun }: TourWalk, expected: number): string {
  const words = (count: number) => `${count} ${noun}${count === 1 ? '' : 's'}`
  hold(items.length === expected, `There is ${words(items.length)} instead of ${expected}.`)
  return words(expected)
}

const restPath = (path: string) => path.replaceAll('.', '/')

const approve: TourStep['run'] = async ({ web, approvalId }) => {
  const { title, preview, status } = await web.mutate<{
    title: string
    status: string
    preview: { value: string }[]
  }>('approvals.approve', { id: approvalId })
  hold(status === 'done', `The approval is ${status}.`)
  return `"${title}": ${preview.map(({ value }) => value).join(', ')}`
}

const throughAssistant = (declared: TourWalk): TourStep[] => [
  {
    door: 'assistant',
    name: `Ask the assistant for a ${declared.noun}`,
    async run(tour) {
      const events = await sayTo(tour, declared.say)
      const approval = events.find(({ type }) => type === 'approval')
      const words = events.flatMap(({ delta, message }) => delta ?? message ?? []).join('')
      if (approval?.approvalId === undefined) throw new Error(`The assistant asked for no approval: ${words}`)
      tour.approvalId = approval.approvalId
      return `"${declared.say}" waits for approval`
    },
  },
  { door: 'assistant', name: 'Approve it', run: approve },
  {
    door: 'web',
    name: 'See it in the list',
    run: async ({ web }) =>
      counted(await web.query<Page<Item>>(declared.list.path, declared.list.input), declared, 1),
  },
]

const throughRest = (declared: TourWalk): TourStep[] => [
  {
    door: 'rest',
    name: `Create a ${declared.noun} by REST, twice with one key`,
    async run({ target, key }) {
      const { path, inputs } = declared.make
      const request = { path: restPath(path), body: inputs[0], idempotencyKey: randomUUID() }
      const first = await callRest<Item>(target.origin, key, request)
      const again = await callRest<Item>(target.origin, key, request)
      hold(first.id === again.id, 'The same idempotency key acted twice.')
      return 'exists once'
    },
  },
  {
    door: 'rest',
    name: `List ${declared.noun}s by REST`,
    async run({ target, key }) {
      const { path, input } = declared.list
      const query = new URLSearchParams(input).toString()
      const page = await callRest<Page<Item>>(target.origin, key, { path: `${restPath(path)}?${query}` })
      return counted(page, declared, 2)
    },
  },
]

const throughTools = (declared: TourWalk): TourStep[] => [
  {
    door: 'mcp',
    name: `Read ${declared.noun}s by MCP`,
    async run({ target, toolKey }) {
      const { path, input } = declared.list
      return counted(
        await callTool<Page<Item>>(target.origin, toolKey, { name: toolName(path), args: input }),
        declared,
        2,
      )
    },
  },
  {
    door: 'mcp',
    name: `Ask for a ${declared.noun} by MCP`,
    async run(tour) {
      const { path, inputs } = declared.make
      const call = callTool(tour.target.origin, tour.toolKey, {
        name: toolName(path),
        args: { ...inputs[1] },
      })
      const refusal = await call.then(
        () => new Error('The write was not put before a person.'),
        normalizeError,
      )
      if (!(refusal instanceof AppError) || refusal.code !== 'APPROVAL_REQUIRED') throw refusal
      tour.approvalId = refusal.details.approvalId ?? ''
      return 'waits for a person, nothing is changed yet'
    },
  },
  { door: 'mcp', name: 'Approve it', run: approve },
]

const throughCommands = (declared: TourWalk): TourStep[] => [
  {
    door: 'cli',
    name: `List ${declared.noun}s from the command line`,
    run: async (tour) =>
      counted(await byCommand<Page<Item>>(tour, declared.list.path, declared.list.input), declared, 3),
  },
]

/** What a visitor makes of one thing, through every door. */
const walkSteps = (declared: TourWalk): TourStep[] =>
  [throughAssistant, throughRest, throughTools, throughCommands].flatMap((part) => part(declared))

type IsRead = (path: string) => boolean

function readsIn(modules: readonly HubModule[]): IsRead {
  const { procedures }: { procedures: object } = routerOf(modules)._def
  // tRPC keeps them by their whole paths at run time, which its types do not say.
  const byPath = procedures as Record<string, { _def: { type: string } }>
  return (path) => byPath[path]?._def.type === 'query'
}

/** What a visitor does with the modules of a hub, one after the other. */
export function moduleSteps(modules: readonly HubModule[]): TourStep[] {
  const isRead = readsIn(modules)
  return modules.flatMap(({ tour: { walk, acts = [] } = {} }) => [
    ...(walk ? walkSteps(walk) : []),
    ...actSteps(acts, isRead),
  ])
}

/** What they look at in the sample. */
export function sampleActs(modules: readonly HubModule[]): TourStep[] {
  const isRead = readsIn(modules)
  return modules.flatMap(({ tour: { sample = [] } = {} }) => actSteps(sample, isRead))
}
