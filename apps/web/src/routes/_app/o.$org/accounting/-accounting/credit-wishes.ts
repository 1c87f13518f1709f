import type { GridSent } from './use-grid-act.ts'

/** What is written for one line: how many, or how much. */
export interface LineWish {
  quantity: string | null
  amount: string | null
}

/** The same as it is sent: one of both. */
interface SentWish {
  line: number
  quantity?: string
  amount?: string
}

/** By the number of the line. */
export type CreditForm = Readonly<Partial<Record<number, LineWish>>>

/** The lines that something is written for, as they are sent, and where each refusal of them is shown. */
export function creditedWishes(form: CreditForm) {
  const lines = Object.entries(form).flatMap(([n, wish]): SentWish[] => {
    const { quantity = null, amount = null } = wish ?? {}
    if (quantity !== null) return [{ line: Number(n), quantity }]
    return amount === null ? [] : [{ line: Number(n), amount }]
  })
  const sentOf = (fields: readonly string[]): GridSent => ({
    list: 'lines',
    lines: lines.map(({ line }) => ({ id: String(line), values: {} })),
    fields,
    columns: { quantity: 'quantity', amount: 'amount', line: 'quantity' },
  })
  return { lines, sentOf }
}
