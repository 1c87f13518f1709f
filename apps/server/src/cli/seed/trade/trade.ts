import type { SampleCustomer, SampleOrder, SamplePayment, SampleProduct, SampleTrade } from '@hub/api/server'

/** Something sold: which product, how many, and its price where that is not the one at the till. */
export type SoldLine = readonly [product: string, quantity: number, price?: string]

/** An order that is billed, and what was paid of it: all, or so much. */
export interface BilledPlan {
  daysAgo: number
  to: string
  lines: readonly SoldLine[]
  paid?: { daysAgo: number; amount?: string }
  isDraft?: true
}

/** What a business sells to whom; the orders at its till follow from it. */
export interface TradePlan {
  /** Those who buy without a name, as the till calls them. */
  counter: SampleCustomer
  /** Those who are billed. */
  businesses: readonly SampleCustomer[]
  /** Those who order at the till now and then. */
  regulars: readonly SampleCustomer[]
  products: readonly SampleProduct[]
  /** Of an ordinary day at the till: at least so many, and at most so many more. */
  basket: readonly (readonly [product: string, least: number, more: number])[]
  /** What regulars order. */
  treats: readonly string[]
  billed: readonly BilledPlan[]
  billedTaxPercent: string
}

/** Ten weeks: enough for a chart, and brought in one go. */
const DAYS = 70
const FIRST_ORDER = 2_041
const FIRST_PAYMENT = 5_001

type Unnumbered = Omit<SampleOrder, 'number' | 'total'> & { paid?: BilledPlan['paid'] }

const cents = (amount: string): number => Math.round(Number(amount) * 100)
export const euros = (minor: number): string => (minor / 100).toFixed(2)

function totalOf({ lines, taxPercent }: Pick<SampleOrder, 'lines' | 'taxPercent'>): string {
  const net = lines.reduce((sum, { quantity, price }) => sum + quantity * cents(price), 0)
  // Thousandths, so that halves of a cent are halves.
  return euros(net + Math.round((net * Math.round(Number(taxPercent) * 10)) / 1_000))
}

function among<T extends { name: string }>(all: readonly T[], name: string): T {
  const found = all.find((one) => one.name === name)
  if (!found) throw new Error(`The sample knows no "${name}".`)
  return found
}

const linesOf = ({ products }: TradePlan, sold: readonly SoldLine[]): SampleOrder['lines'] =>
  sold.map(([name, quantity, price]) => {
    const product = among(products, name)
    return { product, quantity, price: price ?? product.price }
  })

/** What the till sold on a day: more on some than on others, and the same each time the sample is made. */
function tillOn(plan: TradePlan, daysAgo: number): Unnumbered[] {
  const { counter, regulars, basket, treats } = plan
  const atTill = { daysAgo, sold: 'till' as const, taxPercent: '0', paid: { daysAgo } }
  const sold = basket.map(([name, least, more], at): SoldLine => [
    name,
    least + ((daysAgo * 7 + at * 5) % (more + 1)),
  ])
  const turn = Math.floor(daysAgo / 4)
  const regular = daysAgo % 4 === 2 ? regulars[turn % regulars.length] : undefined
  const treat: SoldLine = [treats[turn % treats.length] ?? '', 1 + (turn % 3)]
  return [
    { ...atTill, customer: counter, lines: linesOf(plan, sold) },
    ...(regular ? [{ ...atTill, customer: regular, lines: linesOf(plan, [treat]) }] : []),
  ]
}

/** Closed on one day of seven. */
const tillOrders = (plan: TradePlan): Unnumbered[] =>
  Array.from({ length: DAYS }, (_, at) => DAYS - at).flatMap((daysAgo) =>
    daysAgo % 7 === 0 ? [] : tillOn(plan, daysAgo),
  )

const billedOrders = (plan: TradePlan): Unnumbered[] =>
  plan.billed.map(({ daysAgo, to, lines, paid, isDraft }) => ({
    daysAgo,
    customer: among(plan.businesses, to),
    sold: isDraft ? 'drafted' : 'billed',
    lines: linesOf(plan, lines),
    taxPercent: plan.billedTaxPercent,
    ...(paid && { paid }),
  }))

/** Orders and payments of the last ten weeks. */
export function tradeOf(plan: TradePlan): SampleTrade {
  const placed = [...billedOrders(plan), ...tillOrders(plan)].toSorted((a, b) => b.daysAgo - a.daysAgo)
  const paid: Omit<SamplePayment, 'number'>[] = []
  const orders = placed.map(({ paid: payment, ...rest }, at): SampleOrder => {
    const order = { ...rest, number: `#${FIRST_ORDER + at}`, total: totalOf(rest) }
    if (payment) paid.push({ order, daysAgo: payment.daysAgo, amount: payment.amount ?? order.total })
    return order
  })
  const payments = paid
    .toSorted((a, b) => b.daysAgo - a.daysAgo)
    .map((payment, at): SamplePayment => ({ ...payment, number: `R-${FIRST_PAYMENT + at}` }))
  const { counter, businesses, regulars, products } = plan
  return { customers: [counter, ...businesses, ...regulars], products, orders, payments }
}
