import { askHubspot, rowsOf } from './ask-hubspot.ts'
import { isObject } from './ask-service.ts'
import { ProviderFault } from './provider.ts'
import type { Access } from './provider.ts'

interface Stage {
  title: string
  pipeline: string
  state: 'open' | 'won' | 'lost'
}

/** What the numbers and names in records mean in this account. */
export interface HubspotWords {
  /** What people read for the choices of a property, by what HubSpot keeps. */
  labels: ReadonlyMap<string, string>
  /** Of deals. */
  stages: ReadonlyMap<string, Stage>
  /** Of amounts that name none. */
  currency: string | null
}

export const noWords: HubspotWords = { labels: new Map(), stages: new Map(), currency: null }

/** What a connection may not read is left out; the records themselves are read all the same. */
async function allowed<R>(asked: Promise<R>, otherwise: R): Promise<R> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof ProviderFault && error.kind === 'scope') return otherwise
    throw error
  }
}

const objectsIn = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter(isObject) : []

const textOr = (value: unknown, otherwise: string): string =>
  typeof value === 'string' && value !== '' ? value : otherwise

/** A stage is won where all of its deals are. */
function stateOf(metadata: unknown): Stage['state'] {
  const { isClosed, probability } = isObject(metadata) ? metadata : {}
  if (String(isClosed) !== 'true') return 'open'
  return Number(probability) === 1 ? 'won' : 'lost'
}

async function stagesOf(access: Access): Promise<HubspotWords['stages']> {
  const pipelines = rowsOf(await askHubspot(access, { path: '/crm/v3/pipelines/deals' }))
  const found = pipelines.flatMap(({ id, label, stages }) =>
    objectsIn(stages).map((stage): [string, Stage] => [
      String(stage['id']),
      {
        title: textOr(stage['label'], String(stage['id'])),
        pipeline: textOr(label, String(id)),
        state: stateOf(stage['metadata']),
      },
    ]),
  )
  return new Map(found)
}

async function currencyOf(access: Access): Promise<string | null> {
  const { companyCurrency } = await askHubspot(access, { path: '/account-info/v3/details' })
  return typeof companyCurrency === 'string' ? companyCurrency : null
}

/** The property of a stream whose choices an account names itself, and adds to. */
const namedChoice: Readonly<Record<string, string>> = {
  contacts: 'lifecyclestage',
  companies: 'industry',
}

async function labelsOf(access: Access, stream: string, property: string): Promise<HubspotWords['labels']> {
  const { options } = await askHubspot(access, { path: `/crm/v3/properties/${stream}/${property}` })
  return new Map(
    objectsIn(options).flatMap(({ value, label }): [string, string][] =>
      typeof value === 'string' && typeof label === 'string' && label.trim() !== ''
        ? [[value, label.trim()]]
        : [],
    ),
  )
}

/** Asked for with each page: stages and their names are changed like anything else. */
export async function wordsOf(access: Access, stream: string): Promise<HubspotWords> {
  const property = namedChoice[stream]
  if (property !== undefined)
    return { ...noWords, labels: await allowed(labelsOf(access, stream, property), noWords.labels) }
  const [stages, currency] = await Promise.all([
    allowed(stagesOf(access), noWords.stages),
    allowed(currencyOf(access), noWords.currency),
  ])
  return { ...noWords, stages, currency }
}
