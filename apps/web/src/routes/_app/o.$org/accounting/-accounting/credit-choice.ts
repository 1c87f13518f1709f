import { compareDecimals } from '@hub/ui/decimal'

/** One payment and one invoice of the same customer. */
export interface CreditChoice {
  paymentId: string
  invoiceId: string
  /** Of the invoice. */
  number: string
  /** What it is called in the list. */
  label: string
  /** The most that goes from the payment to the invoice. */
  most: string
}

/** The smaller of what is left of a payment and what is open of an invoice. */
export const mostOf = (left: string, open: string): string => (compareDecimals(left, open) < 0 ? left : open)
