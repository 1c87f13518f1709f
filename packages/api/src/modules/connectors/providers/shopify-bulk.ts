import type { IncomingRecord } from '../../../platform/records/records.ts'
import { storableJson } from '../../../platform/records/storable-json.ts'
import { guardedRequest } from '../../../platform/outside/guarded-fetch.ts'
import { isObject } from './ask-service.ts'
import { askShopify } from './ask-shopify.ts'
import { ProviderFault } from './provider.ts'
import type { Access, Asked, ReadPage } from './provider.ts'

/** Fewer are read sooner page by page than Shopify puts a file together. */
export const BULK_FROM = 5_000
/** What is read and written at once: a thousand orders. */
const PART_BYTES = 512 * 1024
const TIMEOUT_MS = 25_000
const LOOK_AGAIN_S = 2
const LINE_END = 0x0a

const RUN = `mutation run($query: String!) {
  bulkOperationRunQuery(query: $query) { bulkOperation { id } userErrors { code } }
}`
const LOOK = 'query look($id: ID!) { bulkOperation(id: $id) { status url } }'

/** Where reading goes on: the file of which operation, and from which byte of it. */
interface BulkPlace {
  id: string
  from: number
}

const MARK = 'bulk:'
const placeText = ({ id, from }: BulkPlace): string => `${MARK}${from}:${id}`

const isBulkPlace = (after: string | null): after is string => after?.startsWith(MARK) ?? false

function placeOf(after: string): BulkPlace {
  const [, from = '', id = ''] = /^bulk:(\d+):(.*)$/.exec(after) ?? []
  return { id, from: Number(from) }
}

/**
 * Has Shopify put all of it into a file. Answers where reading goes on; null where it does not, such as while five are under
 * way already.
 */
async function beginBulk(access: Access, query: string): Promise<string | null> {
  const answer = (await askShopify(access, RUN, { query }))['bulkOperationRunQuery']
  const operation = isObject(answer) ? answer['bulkOperation'] : null
  const id = isObject(operation) ? operation['id'] : null
  return typeof id === 'string' ? placeText({ id, from: 0 }) : null
}

/** One list of a shop, by its file and by its pages. */
export interface BulkList {
  /** What the file is made of. */
  query: string
  recordsOf(row: Record<string, unknown>): IncomingRecord[]
  readPage(access: Access, asked: Asked): Promise<ReadPage>
  /** How many rows it is of, as far as the shop says. */
  count(): Promise<number | null>
}

/**
 * Much is put together by Shopify into a file, which costs none of what may be asked for a second; where it does not do so, it is
 * read page by page as the rest is.
 */
export async function readByFile(access: Access, asked: Asked, list: BulkList): Promise<ReadPage> {
  const { after, since } = asked
  if (isBulkPlace(after)) {
    const part = await readBulk(access, after)
    return part
      ? { records: part.rows.flatMap((row) => list.recordsOf(row)), after: part.after }
      : list.readPage(access, { ...asked, after: null })
  }
  const isMuch = since === null && after === null && ((await list.count()) ?? 0) >= BULK_FROM
  const begun = isMuch ? await beginBulk(access, list.query) : null
  return begun === null ? list.readPage(access, asked) : { records: [], after: begun }
}

interface BulkPart {
  rows: Record<string, unknown>[]
  /** null where this was the last. */
  after: string | null
}

/** Reads the next part of the file; null where Shopify gave up making it, or keeps it no more. */
async function readBulk(access: Access, after: string): Promise<BulkPart | null> {
  const { id, from } = placeOf(after)
  const { bulkOperation: operation } = await askShopify(access, LOOK, { id })
  if (!isObject(operation)) return null
  const { status, url } = operation
  if (status === 'CREATED' || status === 'RUNNING')
    throw new ProviderFault('busy', 'Shopify is putting together what it has.', { retryAfter: LOOK_AGAIN_S })
  if (status !== 'COMPLETED') return null
  // Nothing is no file.
  if (typeof url !== 'string') return { rows: [], after: null }
  const part = await fetchPart(access, url, from)
  if (!part) return null
  // What comes after the last end of a line is read again with the next part.
  const end = part.isLast ? part.bytes.length : part.bytes.lastIndexOf(LINE_END) + 1
  if (end === 0 && !part.isLast) throw nonsense('a line without an end')
  return {
    rows: rowsIn(part.bytes.subarray(0, end)),
    after: part.isLast ? null : placeText({ id, from: from + end }),
  }
}

interface FilePart {
  bytes: Buffer
  isLast: boolean
}

/** The address is one of Shopify's store of files, and opens it without our token. */
async function fetchPart({ outside, signal }: Access, url: string, from: number): Promise<FilePart | null> {
  const answer = await guardedRequest(url, {
    ...outside,
    headers: { range: `bytes=${from}-${from + PART_BYTES - 1}` },
    maxBytes: PART_BYTES,
    timeoutMs: TIMEOUT_MS,
    ...(signal && { signal }),
  })
    .then(async (response) => ({ response, bytes: Buffer.from(await response.arrayBuffer()) }))
    .catch((cause: unknown) => {
      throw new ProviderFault('away', 'The file that Shopify made could not be read.', { cause })
    })
  const { response, bytes } = answer
  if ([403, 404, 410].includes(response.status)) return null
  if (response.status === 200 && from === 0) return { bytes, isLast: true }
  const size = Number(/\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1] ?? Number.NaN)
  if (response.status !== 206 || Number.isNaN(size)) throw nonsense(`an error (${response.status})`)
  return { bytes, isLast: from + bytes.length >= size }
}

const nonsense = (what: string) => new ProviderFault('away', `Shopify answers for its file with ${what}.`)

/** A row a line; what hangs on another row is not asked for. */
function rowsIn(bytes: Buffer): Record<string, unknown>[] {
  try {
    const lines = bytes.toString('utf8').split('\n')
    return lines
      .filter((line) => line !== '')
      .map((line) => storableJson(JSON.parse(line)))
      .filter(isObject)
  } catch (cause) {
    throw new ProviderFault('away', 'Shopify answers for its file with what is no JSON.', { cause })
  }
}
