import type { IncomingRecord } from '../../../platform/records/records.ts'
import { isObject } from './ask-service.ts'
import type { Partners } from './hubspot-deals.ts'
import { propertiesOf } from './hubspot-streams.ts'
import { noWords } from './hubspot-words.ts'
import type { HubspotWords } from './hubspot-words.ts'
import type { Access } from './provider.ts'

/** HubSpot's own names for where somebody stands, for a connection that may not ask what they are called in the account. */
const STAGES: Readonly<Record<string, string>> = {
  subscriber: 'Subscriber',
  lead: 'Lead',
  marketingqualifiedlead: 'Marketing qualified lead',
  salesqualifiedlead: 'Sales qualified lead',
  opportunity: 'Opportunity',
  customer: 'Customer',
  evangelist: 'Evangelist',
  other: 'Other',
}

type Texts = Record<string, string | null>

/** Properties are texts. Whatever else one may be one day is none, and an emptied one is told as null or as no text. */
const textOf = (value: unknown): string | null => {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'string' && value !== '' ? value : null
}

/** What was asked for and nothing else. */
function textsOf(raw: Record<string, unknown>, names: readonly string[]): Texts {
  const said = isObject(raw['properties']) ? raw['properties'] : {}
  return Object.fromEntries(names.map((name) => [name, textOf(said[name])]))
}

const joined = (...parts: (string | null | undefined)[]): string | null =>
  parts.flatMap((part) => (part ? [part.trim()] : [])).join(' ') || null

/** `FOOD_BEVERAGES` as people read it. */
function readable(code: string | null | undefined): string | null {
  if (!code) return null
  if (!/^[A-Z0-9_]+$/.test(code)) return code
  const words = code.toLowerCase().replaceAll('_', ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What makes a record of something whose name and place HubSpot keeps in several fields. */
type Telling = (texts: Texts, around: Partners & { words: HubspotWords }) => Record<string, unknown>

const tellings: Readonly<Record<string, Telling>> = {
  companies: ({ name, domain, industry }, { words }) => ({
    name: name ?? domain,
    industry: words.labels.get(industry ?? '') ?? readable(industry),
  }),
  contacts: ({ firstname, lastname, email, lifecyclestage }, { words }) => ({
    name: joined(firstname, lastname) ?? email ?? null,
    stage: lifecyclestage
      ? (words.labels.get(lifecyclestage) ?? STAGES[lifecyclestage] ?? lifecyclestage)
      : null,
  }),
  deals: (texts, { company, contact, words }) => {
    const stage = words.stages.get(texts['dealstage'] ?? '')
    return {
      companyKey: company,
      contactKey: contact,
      state: stateOf(texts) ?? stage?.state ?? null,
      stage: stage?.title ?? texts['dealstage'],
      pipeline: stage?.pipeline ?? texts['pipeline'],
      currency: texts['deal_currency_code'] ?? words.currency,
    }
  },
}

function stateOf({ hs_is_closed: isClosed, hs_is_closed_won: isWon }: Texts): string | null {
  if (isWon === 'true') return 'won'
  if (isClosed === 'true') return 'lost'
  return isClosed === 'false' ? 'open' : null
}

interface Of {
  stream: string
  access: Pick<Access, 'withPersonal'>
  words?: HubspotWords
  /** With whom a deal is. */
  partners?: (id: string) => Partners
}

const nobody = (): Partners => ({ company: null, contact: null })

/** What is kept of one; nothing where it has no id. The same by whichever question it was answered. */
export function recordOf(
  raw: Record<string, unknown>,
  { stream, access, words = noWords, partners = nobody }: Of,
): IncomingRecord[] {
  const { id, updatedAt } = raw
  if (typeof id !== 'string' || id === '') return []
  const properties = textsOf(raw, propertiesOf(stream, access))
  const told = tellings[stream]?.(properties, { ...partners(id), words })
  return [
    {
      key: id,
      raw: { id, properties, ...told },
      sourceAt: typeof updatedAt === 'string' ? updatedAt : null,
    },
  ]
}
