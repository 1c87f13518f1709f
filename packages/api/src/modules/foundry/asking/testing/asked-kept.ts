import type { Asked } from './asked.ts'
import { askedCustomers } from './asked-customers.ts'
import { askedFigures } from './asked-figures.ts'
import { askedGroups } from './asked-groups.ts'
import { askedOrders } from './asked-orders.ts'
import { askedPayments } from './asked-payments.ts'
import { unanswerable } from './asked-unanswerable.ts'

/** Kept apart from those the reader was made with: nothing may be fitted to these. */
export const asked: readonly Asked[] = [
  ...askedCustomers,
  ...askedOrders,
  ...askedPayments,
  ...askedFigures,
  ...askedGroups,
  ...unanswerable,
]
