import type { OrgRole, SampleName } from '@hub/api/server'
import { bakeryTrade } from './trade/bakery.ts'
import { repairsTrade } from './trade/repairs.ts'
import type { TradePlan } from './trade/trade.ts'

export interface SamplePerson {
  name: string
  email: string
  role: OrgRole
  /** A ready-made set of levels, where the hub has it. */
  set?: string
}

export interface SampleBusiness {
  /** By which modules know what is theirs in it. */
  key: SampleName
  name: string
  /** Of its website and its mail. */
  host: string
  timeZone: string
  currency: string
  /** The first is the owner. */
  people: readonly SamplePerson[]
  invited: readonly { email: string; role: Exclude<OrgRole, 'owner'> }[]
  questions: readonly string[]
  keys: readonly string[]
  trade: TradePlan
  /** Credits given when they began, and how much they spend in a day, in micro-credits. */
  givenMicro: number
  dailyMicro: number
}

const CREDIT = 1_000_000

const bakery: SampleBusiness = {
  key: 'bakery',
  name: 'Hearth & Rye Bakery',
  host: 'hearthandrye.example',
  timeZone: 'Europe/Dublin',
  currency: 'EUR',
  people: [
    { name: 'Ines Aldana', email: 'ines@hearthandrye.example', role: 'owner' },
    { name: 'Colm Reidy', email: 'colm@hearthandrye.example', role: 'admin' },
    { name: 'Priya Nair', email: 'priya@hearthandrye.example', role: 'member' },
    { name: 'Jonah Weiss', email: 'jonah@hearthandrye.example', role: 'member' },
    { name: 'Aoife Lynam', email: 'aoife@hearthandrye.example', role: 'viewer' },
    { name: 'Orla Keane', email: 'orla@ledgerhouse.example', role: 'member', set: 'bookkeeper' },
  ],
  invited: [
    { email: 'weekend-help@hearthandrye.example', role: 'member' },
    { email: 'tax@ledgerhouse.example', role: 'viewer' },
  ],
  questions: ['What can you do?', 'How many credits are left?'],
  keys: ['Till in the shop', 'Wholesale order form'],
  trade: bakeryTrade,
  givenMicro: 250 * CREDIT,
  dailyMicro: 2 * CREDIT,
}

const repairs: SampleBusiness = {
  key: 'repairs',
  name: 'Bright Gear Repairs',
  host: 'brightgear.example',
  timeZone: 'Europe/Amsterdam',
  currency: 'EUR',
  people: [
    { name: 'Tessa Brink', email: 'tessa@brightgear.example', role: 'owner' },
    { name: 'Milan Okafor', email: 'milan@brightgear.example', role: 'admin' },
    { name: 'Saar de Wit', email: 'saar@brightgear.example', role: 'member' },
    { name: 'Emil Novak', email: 'emil@brightgear.example', role: 'viewer' },
  ],
  invited: [{ email: 'apprentice@brightgear.example', role: 'member' }],
  questions: ['What can you do?', 'How many credits are left?'],
  keys: ['Booking page'],
  trade: repairsTrade,
  givenMicro: 120 * CREDIT,
  dailyMicro: CREDIT,
}

export const businesses: readonly SampleBusiness[] = [bakery, repairs]
