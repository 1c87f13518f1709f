import type { Effect } from '../../shared/effect.ts'
import { creditsText, MICRO } from '../../shared/micro.ts'
import type { Door } from '../calls/call.ts'
import type { Meta, MeteredPrice, Price } from '../calls/meta.ts'
import { models, otherModels } from './model-prices.ts'

const read = MICRO / 100
const write = MICRO / 20

/** Prices by effect and door in micro-credits, unless a procedure's meta says otherwise. */
export const priceBook: Record<Door, Record<Effect, number>> = {
  web: { read: 0, write: 0, destructive: 0 },
  rest: { read: 0, write: 0, destructive: 0 },
  cli: { read: 0, write: 0, destructive: 0 },
  system: { read: 0, write: 0, destructive: 0 },
  mcp: { read, write, destructive: write },
  workflow: { read: 0, write, destructive: write },
  assistant: { read: 0, write, destructive: write },
}

/** Reads by a model behind the assistant cost what a tool call costs; the built-in assistant's reads are free. */
export const modelReadMicro = read

/** Given once to a person's first organization when the e-mail address is verified. */
export const signUpGrantMicro = 100 * MICRO

/** Whether a price is measured while the procedure runs, instead of known beforehand. */
export const isMetered = (price: Price): price is MeteredPrice =>
  price !== null && price !== 'free' && 'metered' in price

interface Caller {
  door: Door
  driver?: string | undefined
}

/** What a call costs at most, in micro-credits. `input` is looked at for metered prices only. */
export function worstCaseMicro(meta: Pick<Meta, 'price' | 'effect'>, caller: Caller, input: unknown): number {
  const { price } = meta
  if (price === 'free') return 0
  // The chain passes the procedure's own parsed input.
  if (isMetered(price)) return (price.metered as (input: unknown) => number)(input)
  if (price !== null) return price.fixed[caller.door] ?? 0
  if (caller.door === 'assistant' && meta.effect === 'read' && caller.driver !== 'built-in')
    return modelReadMicro
  return priceBook[caller.door][meta.effect]
}

/** "Costs 0.1 credits.", for whoever describes a procedure to those who call it. */
export function priceText(meta: Pick<Meta, 'price' | 'effect'>, caller: Caller): string {
  if (isMetered(meta.price)) return 'Priced by use.'
  const micro = worstCaseMicro(meta, caller, undefined)
  return micro === 0 ? 'Free.' : `Costs ${creditsText(micro)} credits.`
}

/** The whole book as data: what a price version stores, so that every charge can be derived again. */
export function publishedBook(procedures: readonly { path: string; meta: Meta }[]): Record<string, unknown> {
  const exceptions = procedures.flatMap(({ path, meta: { price } }) => {
    if (price === null) return []
    return [[path, price === 'free' ? 'free' : 'fixed' in price ? price.fixed : 'metered']]
  })
  return {
    rules: priceBook,
    modelRead: modelReadMicro,
    models: { ...Object.fromEntries(models), others: otherModels },
    exceptions: Object.fromEntries(exceptions),
  }
}
