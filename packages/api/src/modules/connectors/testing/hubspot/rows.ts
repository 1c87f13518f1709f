import { personOf, placeOf } from '../shopify/names.ts'
import type { Dice } from '../shopify/random.ts'

export const objectTypes = ['contacts', 'companies', 'deals'] as const
export type ObjectType = (typeof objectTypes)[number]

/** HubSpot writes every property as text. */
export type Properties = Record<string, string | null>

export interface Row {
  id: string
  properties: Properties
  /** In milliseconds. */
  createdAt: number
  updatedAt: number
  archivedAt: number | null
}

/** Contacts alone call it otherwise. */
export const modifiedName = (type: ObjectType): string =>
  type === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate'

export const isoOf = (at: number): string => new Date(at).toISOString()

const STAGES = ['lead', 'marketingqualifiedlead', 'opportunity', 'customer', '98112233'] as const
const INDUSTRIES = ['FOOD_BEVERAGES', 'RETAIL', 'HOSPITALITY', 'WHOLESALE'] as const
const NOUNS = ['Roasters', 'Bakers', 'Provisions', 'Kitchens', 'Stores'] as const

function contactOf(dice: Dice, number: number): Properties {
  const { firstName, lastName, email } = personOf(dice, number)
  const { city, country } = placeOf(dice)
  return {
    firstname: firstName,
    lastname: lastName,
    email: dice.chance(92) ? email.toLowerCase() : null,
    phone: dice.chance(40) ? `+353 21 ${dice.between(100_000, 999_999)}` : null,
    city,
    country,
    lifecyclestage: dice.one(STAGES),
    associatedcompanyid: null,
  }
}

function companyOf(dice: Dice, number: number): Properties {
  const { lastName } = personOf(dice, number)
  const { city, country } = placeOf(dice)
  const name = `${lastName} ${dice.one(NOUNS)} ${number}`
  return {
    name,
    domain: `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.example`,
    industry: dice.chance(70) ? dice.one(INDUSTRIES) : null,
    city,
    country,
  }
}

/** What people read for choices, by what is kept of them; `98112233` somebody made up, and a name may be changed. */
export const choices: Record<string, Record<string, Record<string, string>>> = {
  contacts: {
    lifecyclestage: {
      lead: 'Lead',
      marketingqualifiedlead: 'Marketing Qualified Lead',
      opportunity: 'Opportunity',
      customer: 'Customer',
      '98112233': 'Lapsed regular',
    },
  },
  companies: {
    industry: {
      FOOD_BEVERAGES: 'Food & Beverages',
      RETAIL: 'Retail',
      HOSPITALITY: 'Hospitality',
      WHOLESALE: 'Wholesale',
    },
  },
}

/** Stages by their ids, as somebody named them. */
export const pipelines = [
  {
    id: 'default',
    label: 'Sales Pipeline',
    stages: [
      { id: 'appointmentscheduled', label: 'Appointment Scheduled', isClosed: false, isWon: false },
      { id: 'contractsent', label: 'Contract Sent', isClosed: false, isWon: false },
      { id: 'closedwon', label: 'Closed Won', isClosed: true, isWon: true },
      { id: 'closedlost', label: 'Closed Lost', isClosed: true, isWon: false },
    ],
  },
  {
    id: '74521189',
    label: 'Wholesale',
    stages: [
      { id: '155320441', label: 'Sample sent', isClosed: false, isWon: false },
      { id: '155320442', label: 'Won', isClosed: true, isWon: true },
    ],
  },
]

const everyStage = pipelines.flatMap(({ id, stages }) => stages.map((stage) => ({ pipeline: id, ...stage })))

/** What HubSpot works out of the stage by itself. */
export function stageOf(id: string): Properties {
  const stage = everyStage.find((one) => one.id === id)
  return {
    dealstage: id,
    ...(stage && { pipeline: stage.pipeline }),
    hs_is_closed: String(stage?.isClosed ?? false),
    hs_is_closed_won: String(stage?.isWon ?? false),
  }
}

function dealOf(dice: Dice, number: number, now: number): Properties {
  const amount = dice.between(100, 900_000)
  return {
    dealname: `Supply ${number}`,
    amount: dice.chance(90) ? String(amount / 100) : null,
    deal_currency_code: dice.chance(60) ? dice.one(['EUR', 'GBP', 'JPY']) : null,
    closedate: isoOf(now + dice.between(-60, 60) * 24 * 3_600_000),
    ...stageOf(dice.one(everyStage).id),
  }
}

interface Making {
  dice: Dice
  number: number
  now: number
}

export function propertiesOf(type: ObjectType, { dice, number, now }: Making): Properties {
  if (type === 'contacts') return contactOf(dice, number)
  return type === 'companies' ? companyOf(dice, number) : dealOf(dice, number, now)
}
