import { setTimeout as sleep } from 'node:timers/promises'
import type { Hub } from '@hub/api/server'
import { callRest, field } from './clients.ts'
import type { Answer, RestRequest } from './clients.ts'
import type { Fault, Trial } from './fault.ts'
import type { Org } from './world.ts'

const CREDITS = 5_000
const FULL = { rows: 60_000, kills: 6 }
const QUICK = { rows: 12_000, kills: 2 }
const NEXT_KILL_MS = [250, 900] as const
const LOOK_MS = 250
const GIVE_UP_MS = 180_000

interface Run {
  org: Org
  datasetId: string
  typeId: string
  jobId: string
}

async function asked(org: Org, request: RestRequest): Promise<Answer> {
  const answer = await callRest(org.owner, request)
  if (answer.status !== 200) throw new Error(`${request.path} failed: ${JSON.stringify(answer)}`)
  return answer
}

const csv = (rows: number): string =>
  ['Id,Name,Total', ...Array.from({ length: rows }, (_, at) => `${at},Thing ${at},${at % 900}.50`)].join('\n')

/** A dataset with a type, and a file that is being read into it. */
async function begin(org: Org, rows: number): Promise<Run> {
  const path = 'modules/foundry'
  const dataset = await asked(org, { path: `${path}/datasets/create`, body: { title: 'Things' } })
  const datasetId = field<string>(dataset, 'id')
  const type = await asked(org, {
    path: `${path}/types/create`,
    body: {
      title: 'Thing',
      plural: 'Things',
      datasetId,
      titleProperty: 'Name',
      properties: [
        { title: 'Name', kind: 'text', path: ['Name'] },
        { title: 'Total', kind: 'money', path: ['Total'], currency: 'EUR' },
      ],
    },
  })
  const file = await asked(org, {
    path: `files?entity=foundry_dataset&entityId=${datasetId}&name=things.csv`,
    body: Buffer.from(csv(rows)),
  })
  const started = await asked(org, {
    path: `${path}/datasets/load`,
    body: { id: datasetId, fileId: field<string>(file, 'id') },
  })
  return { org, datasetId, typeId: field<string>(type, 'id'), jobId: field<string>(started, 'jobId') }
}

/** Kills while it is read, then waits until it is over. */
async function breakIt(
  { world, random }: Trial,
  run: Run,
  kills: number,
): Promise<{ done: number; status: string }> {
  let done = 0
  const giveUpAt = Date.now() + GIVE_UP_MS
  for (;;) {
    const job = await callRest(run.org.owner, { path: `jobs/get?id=${run.jobId}` })
    const status = job.status === 200 ? field<string>(job, 'status') : 'unknown'
    if (['done', 'dead', 'canceled'].includes(status) || Date.now() > giveUpAt) return { done, status }
    if (done < kills) {
      await sleep(random.between(...NEXT_KILL_MS))
      await world.hub.kill()
      await world.hub.start()
      done += 1
    } else await sleep(LOOK_MS)
  }
}

async function look({ findings }: Trial, hub: Hub, { run, rows }: { run: Run; rows: number }): Promise<void> {
  const db = hub.db.org(run.org.orgId)
  const records = await db.selectFrom('foundryRecord').select('key').execute()
  const objects = await db.selectFrom('foundryObject').select(['key', 'title']).execute()
  const [load] = await db.selectFrom('foundryLoad').selectAll().execute()
  findings.equal('records that are there', new Set(records.map(({ key }) => key)).size, rows)
  findings.equal('records that are there twice', records.length, rows)
  findings.equal('objects that are there', objects.length, rows)
  findings.equal(
    'objects that are called otherwise than their records',
    objects.filter(({ key, title }) => title !== `Thing ${key}`).length,
    0,
  )
  findings.equal(
    'what the load says of itself',
    [load?.state, load?.read, load?.created, load?.changed, load?.refused],
    ['done', rows, rows, 0, 0],
  )
}

export const readingIn: Fault = {
  name: 'reading-in',
  title: 'The server is killed (SIGKILL) while a file is read into the data',
  async run(trial) {
    const { world, findings, quick } = trial
    const { rows, kills } = quick ? QUICK : FULL
    const run = await begin(await world.newOrg('Reads Much', CREDITS), rows)
    const { done, status } = await breakIt(trial, run, kills)
    findings.figure('rows', rows)
    findings.figure('kills', done)
    findings.equal('how the job ended', status, 'done')
    await world.inside((hub) => look(trial, hub, { run, rows }))
  },
}
