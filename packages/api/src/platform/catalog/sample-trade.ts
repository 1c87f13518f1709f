/* What a business of the sample buys and sells: facts that several modules tell of, each in its own way. All of it is invented. */

export interface SampleCustomer {
  /** "C-101" */
  number: string
  name: string
  email: string
  street: string
  town: string
  sinceDaysAgo: number
}

export interface SampleProduct {
  /** "P-01" */
  number: string
  name: string
  /** At the till; what others buy many of costs less. */
  price: string
}

export interface SampleOrderLine {
  product: SampleProduct
  quantity: number
  price: string
}

export interface SampleOrder {
  /** "#2041" */
  number: string
  customer: SampleCustomer
  daysAgo: number
  /** At the till it is paid at once; else it is billed on the day it was placed, or its invoice is still being written. */
  sold: 'till' | 'billed' | 'drafted'
  lines: readonly SampleOrderLine[]
  /** Per cent, on top of the lines. */
  taxPercent: string
  total: string
}

export interface SamplePayment {
  /** "R-5001" */
  number: string
  order: SampleOrder
  daysAgo: number
  amount: string
}

export interface SampleTrade {
  customers: readonly SampleCustomer[]
  products: readonly SampleProduct[]
  /** The oldest first. */
  orders: readonly SampleOrder[]
  payments: readonly SamplePayment[]
}
