import { createHub } from '@hub/api/server'
import { readNotes } from '../../packages/api/src/modules/ops/notes/read-notes.ts'
import { addOrgs, withBenchDatabase } from './bench-database.ts'
import type { BenchDatabase, BenchOrg } from './bench-database.ts'
import { benchHub, callOf } from './bench-hub.ts'
import type { Suite } from './suite.ts'
import { figure, timed } from './timed.ts'

const TASKS = 10_000
const NOTES_BYTES = 50_000

const lines = [
  'Ana will send the offer to Oakhollow Hotel by Friday.',
  'We talked for a while about the oven, and what the neighbours said of the smoke.',
  '[ ] order ribbon and boxes',
  'TODO: ask the mill for a credit note',
  '“Please close early on Monday”, a customer wrote.',
  'Tom to check the seal of oven two before the 3rd.',
]

/** Minutes of a meeting as long as people ever paste. */
function longNotes(): string {
  let text = ''
  for (let at = 0; text.length < NOTES_BYTES; at += 1) text += `${lines[at % lines.length] ?? ''}\n`
  return text.slice(0, NOTES_BYTES)
}

const reader = {
  now: new Date('2026-11-20T09:00:00Z'),
  timeZone: 'Europe/Dublin',
  isMonthFirst: false,
  ownId: 'maeve',
  people: [
    { id: 'ana', name: 'Ana Costa' },
    { id: 'tom', name: 'Tom Reilly' },
    { id: 'maeve', name: 'Maeve Byrne' },
  ],
}

/** Open tasks of one person, a third of them late. */
const addTasks = ({ bare }: BenchDatabase, { orgId, userId }: BenchOrg) =>
  bare.query(
    `insert into ops_task (id, org_id, title, notes, status, priority, assignee_id, due_on, created_by_id, created_at, updated_at)
     select gen_random_uuid(), $1, 'Task ' || n, '', 'todo', 'normal', $2, current_date + (n % 30 - 10), $2, now(), now()
     from generate_series(1, $3::int) n`,
    [orgId, userId, TASKS],
  )

async function briefings(database: BenchDatabase, times: number): Promise<number[]> {
  const [org] = await addOrgs(database, 1)
  if (!org) throw new Error('There is no organization.')
  await addTasks(database, org)
  await database.bare.query('vacuum analyze ops_task')
  const hub = createHub({ db: database.db, ...benchHub, secret: database.secret })
  try {
    return await timed(times, async () => {
      const { lines: told } = (await hub.catalog.call('system.briefing', {}, callOf(org))) as {
        lines: unknown[]
      }
      if (told.length === 0) throw new Error('The briefing is empty.')
    })
  } finally {
    await hub.outbox.stop()
    await hub.calls.stop()
  }
}

export const copilot: Suite = {
  name: 'copilot',
  about: 'the briefing of all modules by whole calls, and tasks read out of notes',
  run: ({ quick, say }) =>
    withBenchDatabase(8, async (database) => {
      const times = quick ? 20 : 100
      const text = longNotes()
      const read = await timed(times, () => readNotes(text, reader))
      say('notes are read')
      const told = await briefings(database, times)
      return [
        figure(
          `the briefing of somebody with ${TASKS.toLocaleString('en')} tasks, every module asked`,
          told,
          500,
        ),
        figure('tasks read out of 50 kB of notes', read, 200),
      ]
    }),
}
