import { diceOf } from '../shopify/random.ts'
import type { Dice } from '../shopify/random.ts'

export interface StripeObject {
  id: string
  /** In seconds. */
  created: number
  /** In which order they were made, since many share a second. */
  place: number
  [field: string]: unknown
}

export type Kind = 'customers' | 'charges'

export interface Size {
  seed?: number
  customers?: number
  charges?: number
}

interface Charged {
  amount: number
  currency: string
  created: number
}

const CURRENCIES = ['eur', 'eur', 'eur', 'gbp', 'usd', 'jpy', 'kwd'] as const
const GIVEN = ['Ailbhe', 'Conor', 'Daithí', 'Eithne', 'Fionn', 'Gráinne', 'Nuala', 'Oisín', 'Síle', 'Tadhg']
const FAMILY = ['Brannigan', 'Cadden', 'Devane', 'Fallon', 'Garrihy', 'Hanley', 'Kirrane', 'Lydon', 'Mannion']
const DAY_S = 24 * 3600

/** As it is told: in which order things were made is nobody's business. */
export function shown(row: StripeObject): object {
  const { id, created, ...fields } = row
  return { id, created, ...Object.fromEntries(Object.entries(fields).filter(([name]) => name !== 'place')) }
}

/** Customers and charges of nobody, the same for the same seed. */
export class StripeWorld {
  readonly #rows: Record<Kind, Map<string, StripeObject>> = { customers: new Map(), charges: new Map() }
  readonly #deleted = new Set<string>()
  readonly #events: StripeObject[] = []
  readonly #now: () => number
  readonly #dice: Dice
  #place = 0

  constructor(now: () => number, { seed = 5, customers = 40, charges = 160 }: Size) {
    this.#now = now
    this.#dice = diceOf(seed)
    // Several share a second, as they do where a shop imports them.
    const secondOf = (at: number, of: number) => now() - 400 * DAY_S + Math.floor((at / of) * 390) * DAY_S
    const made = Array.from({ length: customers }, (_, at) =>
      this.#customer(`${this.#dice.one(GIVEN)} ${this.#dice.one(FAMILY)}`, secondOf(at, customers)),
    )
    for (let at = 0; at < charges; at += 1)
      this.#charge(this.#dice.chance(90) ? this.#dice.one(made).id : null, {
        amount: this.#dice.between(100, 90_000),
        currency: this.#dice.one(CURRENCIES),
        created: secondOf(at, charges),
      })
  }

  #idOf(prefix: string): string {
    this.#place += 1
    return `${prefix}_${this.#place.toString(36).padStart(10, '0')}Sf`
  }

  #keep(kind: Kind, row: Omit<StripeObject, 'place'> & { id: string; created: number }): StripeObject {
    const kept = { ...row, place: this.#place, livemode: false, metadata: {} }
    this.#rows[kind].set(row.id, kept)
    return kept
  }

  #customer(name: string, created: number): StripeObject {
    const id = this.#idOf('cus')
    const email = `${name.split(' ')[0]?.toLowerCase() ?? ''}.${this.#place}@post-3.example`
    const address = { city: this.#dice.one(['Galway', 'Cork', 'Sligo']), country: 'IE' }
    return this.#keep('customers', { id, object: 'customer', created, name, email, address })
  }

  #charge(customer: string | null, { amount, currency, created }: Charged): StripeObject {
    return this.#keep('charges', {
      id: this.#idOf('ch'),
      object: 'charge',
      created,
      customer,
      // Dinars are told in thousandths and paid in hundredths.
      amount: currency === 'kwd' ? amount * 10 : amount,
      amount_refunded: 0,
      currency,
      status: 'succeeded',
      paid: true,
      refunded: false,
      description: null,
    })
  }

  #tell(type: string, row: StripeObject): void {
    const id = this.#idOf('evt')
    const data = { object: structuredClone(shown(row)) }
    this.#events.push({ id, object: 'event', created: this.#now(), place: this.#place, type, data })
  }

  #change(kind: Kind, id: string, patch: object): StripeObject {
    const row = this.#rows[kind].get(id)
    if (!row) throw new Error(`There is no ${id}.`)
    return Object.assign(row, patch)
  }

  present(kind: Kind): StripeObject[] {
    return [...this.#rows[kind].values()]
  }

  events(): readonly StripeObject[] {
    return this.#events
  }

  /** A customer that was deleted is told as that. */
  find(kind: Kind | 'events', id: string): object | undefined {
    if (this.#deleted.has(id)) return { id, object: 'customer', deleted: true }
    const row = kind === 'events' ? this.#events.find((event) => event.id === id) : this.#rows[kind].get(id)
    return row && shown(row)
  }

  addCustomer(name: string): StripeObject {
    const row = this.#customer(name, this.#now())
    this.#tell('customer.created', row)
    return row
  }

  renameCustomer(id: string, name: string): void {
    this.#tell('customer.updated', this.#change('customers', id, { name }))
  }

  deleteCustomer(id: string): void {
    const row = this.#change('customers', id, {})
    this.#rows.customers.delete(id)
    this.#deleted.add(id)
    this.#tell('customer.deleted', row)
  }

  charge(customer: string | null, amount: number, currency: string): StripeObject {
    const row = this.#charge(customer, { amount, currency, created: this.#now() })
    this.#tell('charge.succeeded', row)
    return row
  }

  refund(id: string, amount: number): void {
    const row = this.#change('charges', id, {})
    const amount_refunded = Number(row['amount_refunded']) + amount
    const refunded = amount_refunded >= Number(row['amount'])
    this.#tell('charge.refunded', this.#change('charges', id, { amount_refunded, refunded }))
  }
}
