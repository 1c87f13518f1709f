import { expectS3Done, readS3Bytes, s3CodeIn } from '@hub/api/server'
import type { S3Ask } from '@hub/api/server'

const ANSWER_BYTES = 4 * 1024 * 1024

export type AskBucket = <R>(given: S3Ask<R>) => Promise<R>

export interface StoredObject {
  /** Below the place of the backups, such as `hub-20261124T023000Z/manifest.json`. */
  readonly name: string
  readonly bytes: number
  readonly changedAt: Date
}

/** Stores escape what XML would read as its own. */
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
export const textOf = (xml: string, tag: string): string =>
  (new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1] ?? '').replaceAll(
    /&(amp|lt|gt|quot|#39);/g,
    (_all, name: string) => ENTITIES[name] ?? '',
  )

export async function readText(response: Response): Promise<string> {
  await expectS3Done(response)
  const text = (await readS3Bytes(response, ANSWER_BYTES)).toString('utf8')
  // Putting pieces together takes a store so long that it answers 200 before it knows.
  if (text.includes('<Error>')) throw new Error(`The store answered 200 (${s3CodeIn(text)}).`)
  return text
}

export async function expectGone(response: Response): Promise<void> {
  if (response.status !== 404) await expectS3Done(response)
}

/** Everything of backups whose keys begin so. */
export async function listBelow(ask: AskBucket, below: string): Promise<StoredObject[]> {
  const found: StoredObject[] = []
  for await (const page of pages(ask, below))
    for (const [, object = ''] of page.matchAll(/<Contents>(.*?)<\/Contents>/gs))
      found.push({
        name: textOf(object, 'Key').slice(below.length),
        bytes: Number(textOf(object, 'Size')),
        changedAt: new Date(textOf(object, 'LastModified')),
      })
  return found
}

async function* pages(ask: AskBucket, below: string): AsyncGenerator<string> {
  let token = ''
  do {
    const query = {
      'list-type': '2',
      prefix: `${below}hub-`,
      ...(token !== '' && { 'continuation-token': token }),
    }
    const page = await ask({ method: 'GET', key: '', query, read: readText })
    yield page
    token = textOf(page, 'IsTruncated') === 'true' ? textOf(page, 'NextContinuationToken') : ''
  } while (token !== '')
}
