import type { SampleDeclaration, SamplePlace, SampleRequest } from '../../../platform/catalog/samples.ts'
import type { Task } from '../tasks/schema.ts'
import { bakery } from './bakery.ts'
import { repairs } from './repairs.ts'
import type { SampleTask, SampleWork } from './sample-work.ts'
import { weeklyOrder } from './workflow.ts'

const works = { bakery, repairs }
const create = 'modules.ops.tasks.create'
const list = 'modules.ops.tasks.list'

async function addTask(
  place: SamplePlace,
  [title, tag, assignee, daysAgo, dueInDays, state]: SampleTask,
  turn: number,
): Promise<string> {
  const makers = place.people.slice(0, 3)
  const who = makers[turn % makers.length]?.name ?? ''
  const input = {
    title,
    tag,
    assigneeId: place.people.find(({ name }) => name === assignee)?.id ?? null,
    dueOn: dueInDays === null ? null : place.day(dueInDays),
    priority: turn % 5 === 0 ? 'high' : turn % 7 === 0 ? 'low' : 'normal',
    ...(state !== 'done' && { status: state }),
  }
  const { id } = (await place.call({ who, daysAgo, hoursAgo: turn % 6 }, create, input)) as Task
  if (state === 'done')
    await place.call({ who, daysAgo: Math.max(0, daysAgo - 3) }, 'modules.ops.tasks.complete', { id })
  return id
}

/** Viewers comment on nothing: the owner says it in their place. */
const speaker = ({ people }: SamplePlace, by: string) =>
  people.find(({ name, role }) => name === by && role !== 'viewer')?.name ?? people[0]?.name ?? ''

async function fill(place: SamplePlace): Promise<void> {
  const { tasks, comments } = works[place.name]
  const ids: string[] = []
  for (const [turn, task] of tasks.entries()) ids.push(await addTask(place, task, turn))
  for (const [turn, { task, by, body }] of comments.entries())
    await place.call(
      { who: speaker(place, by), daysAgo: 0, hoursAgo: 30 - turn },
      'modules.ops.tasks.comments.add',
      { taskId: ids[task], body },
    )
}

const requestsOf = ({ requests }: SampleWork): SampleRequest[] =>
  requests.map(({ title, decision }) => ({ path: create, input: { title }, decision }))

/** Work of the last weeks, and what is due in the next ones. */
export const opsSamples: SampleDeclaration = {
  fill,
  workflows: (place) => (place.name === 'bakery' ? [weeklyOrder(place)] : []),
  requests: { bakery: requestsOf(bakery), repairs: requestsOf(repairs) },
  questions: { bakery: bakery.questions, repairs: repairs.questions },
  usage: [
    { path: list, door: 'mcp' },
    { path: create, door: 'mcp' },
    { path: list, door: 'mcp' },
    { path: 'modules.ops.tasks.complete', door: 'assistant' },
    { path: 'modules.ops.tasks.update', door: 'workflow' },
  ],
}
