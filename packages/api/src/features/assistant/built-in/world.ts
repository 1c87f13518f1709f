import { TaskPage } from '../../../modules/ops/tasks/schema.ts'
import type { AnswerLog } from '../answer-log.ts'
import { followUpsIn } from '../follow-ups.ts'
import { accessTo, toolCall } from '../job.ts'
import type { AnswerJob } from '../job.ts'
import type { Memory } from '../memory.ts'
import { isMonthFirst } from './dates.ts'
import { TASKS } from './types.ts'
import { fold } from './normalize.ts'
import type { Person, World, WorldTask } from './types.ts'

/** Tasks kept at hand; one that is not among them is searched for by its words. */
const AT_HAND = 100

export const BUILT_IN = 'built-in'

async function listTasks(
  job: AnswerJob,
  log: AnswerLog,
  input: Record<string, unknown>,
): Promise<WorldTask[]> {
  if (accessTo(job, `${TASKS}.list`) !== 'open') return []
  const page = TaskPage.parse(
    await job.hub.catalog.call(`${TASKS}.list`, input, toolCall(job, BUILT_IN, log)),
  )
  return page.items.map(({ id, title, status, tag, removedAt }) => ({
    id,
    title,
    status,
    tag,
    isRemoved: removedAt !== null,
  }))
}

/** A task made since the last message is the one spoken of. */
async function withDecisions({ hub, db, conversationId, memory }: AnswerJob): Promise<Memory> {
  const last = (await followUpsIn(hub, db, conversationId)).at(-1)
  if (!last || last.approvalId === memory.lastTold) return memory
  return { ...memory, lastTold: last.approvalId, taskId: last.taskId ?? memory.taskId }
}

function toldApart(
  { userId, name, email }: { userId: string; name: string; email: string },
  all: readonly { userId: string; name: string }[],
): Person {
  const isShared = all.some((other) => other.userId !== userId && fold(other.name) === fold(name))
  return { userId, name, ...(isShared && { label: `${name} (${email})` }) }
}

/** What the rules may know, read with the person's own rights. */
export async function loadWorld(job: AnswerJob, log: AnswerLog): Promise<World> {
  const [members, current, removed] = await Promise.all([
    job.db
      .selectFrom('organizationMember')
      .innerJoin('authUser', 'authUser.id', 'organizationMember.userId')
      .select(['authUser.id as userId', 'authUser.name', 'authUser.email'])
      .orderBy('authUser.name')
      .execute(),
    listTasks(job, log, { sort: 'updated', limit: AT_HAND }),
    listTasks(job, log, { sort: 'updated', limit: 20, removed: true }),
  ])
  return {
    now: job.hub.now(),
    timeZone: job.timeZone,
    orgTimeZone: job.org.timeZone,
    isMonthFirst: isMonthFirst(job.org.currency),
    me: { userId: job.actor.userId, name: job.actor.name },
    members: members.map((one) => toldApart(one, members)),
    tasks: [...current, ...removed],
    memory: await withDecisions(job),
    access: (path) => accessTo(job, path),
    hasLooked: false,
  }
}

/** The same world with the tasks that hold any of the words. */
export async function lookFurther(
  job: AnswerJob,
  log: AnswerLog,
  look: { world: World; words: string[] },
): Promise<World> {
  const { world, words } = look
  const found = await Promise.all(
    words.slice(0, 5).map((search) => listTasks(job, log, { search, limit: 20 })),
  )
  const known = new Set(world.tasks.map(({ id }) => id))
  const more = found.flat().filter(({ id }) => !known.has(id) && known.add(id))
  return { ...world, tasks: [...world.tasks, ...more], hasLooked: true }
}
