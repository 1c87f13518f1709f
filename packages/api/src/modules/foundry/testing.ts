import { vi } from 'vitest'
import { startWorker } from '../../platform/jobs/worker.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import type { NewProperty } from './types/schema.ts'

/** An organization with data, and a worker that does what it asks for. */
export async function openData(hub: TestHub) {
  const worker = await startWorker(hub.hub)
  const org = await hub.newOrg()
  return { org, data: org.api.modules.foundry, stop: () => worker.stop() }
}
export type Data = Awaited<ReturnType<typeof openData>>

export const customerProperties: NewProperty[] = [
  { title: 'Name', kind: 'text', path: ['name'] },
  { title: 'City', kind: 'choice', path: ['city'] },
  { title: 'Since', kind: 'day', path: ['since'] },
  { title: 'Spent', kind: 'money', path: ['spent'], currency: 'EUR' },
  { title: 'Visits', kind: 'number', path: ['visits'] },
  { title: 'Club', kind: 'yesno', path: ['club'] },
  { title: 'Seen', kind: 'instant', path: ['seen'] },
]

export interface NewData {
  title: string
  properties: NewProperty[]
  titleProperty?: string
}

/** A dataset, and the type that is made of it. */
export async function newType({ data }: Data, { title, properties, titleProperty = 'Name' }: NewData) {
  const dataset = await data.datasets.create({ title: `${title}s` })
  const type = await data.types.create({
    title,
    plural: `${title}s`,
    datasetId: dataset.id,
    properties,
    titleProperty,
  })
  return { datasetId: dataset.id, typeId: type.id }
}

export interface TextFile {
  name: string
  text: string | Uint8Array
}

/** Attaches a file to a dataset, as the page does. Answers its id. */
export async function attach(
  { org }: { org: TestOrg },
  datasetId: string,
  { name, text }: TextFile,
): Promise<string> {
  const place = { entity: 'foundry_dataset', entityId: datasetId, name }
  const file = await org.api.files.attach({ ...place, content: Buffer.from(text).toString('base64') })
  return file.id
}

export async function ended({ org }: { org: TestOrg }, jobId: string) {
  return vi.waitFor(
    async () => {
      const job = await org.api.jobs.get({ id: jobId })
      if (!['done', 'dead', 'canceled'].includes(job.status)) throw new Error(`It is ${job.status}.`)
      return job
    },
    { timeout: 20_000, interval: 25 },
  )
}

/** Reads a text in as a file and waits until that is done. */
export async function loadText(
  place: Data,
  {
    id,
    text,
    name = 'data.csv',
    ...more
  }: { id: string; text: string; name?: string; keyFields?: string[]; isWhole?: boolean },
) {
  const fileId = await attach(place, id, { name, text })
  const { jobId, loadId } = await place.data.datasets.load({ id, fileId, ...more })
  const job = await ended(place, jobId)
  const { history } = await place.data.datasets.get({ id })
  const load = history.find((one) => one.id === loadId)
  if (!load) throw new Error('The load is not in the history.')
  return { job, load }
}
