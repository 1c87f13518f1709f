import type { SampleName } from '../../../platform/catalog/samples.ts'

export interface SampleContact {
  name: string
  isCustomer?: boolean
  isVendor?: boolean
  street: string
  city: string
  email: string
}

/** Whom the firm of the sample sells to and buys from. All of it is invented. */
export const contacts: Readonly<Record<SampleName, readonly SampleContact[]>> = {
  bakery: [
    { name: 'Oakhollow Hotel', street: '2 Abbey Road', city: 'Galway', email: 'kitchen@oakhollow.example' },
    { name: 'Lantern Café', street: '4 Lantern Street', city: 'Galway', email: 'hello@lantern.example' },
    { name: 'Kestrel Books', street: '19 Shop Street', city: 'Galway', email: 'accounts@kestrel.example' },
    {
      name: 'Harbor Mill',
      isCustomer: false,
      isVendor: true,
      street: '1 Mill Lane',
      city: 'Athlone',
      email: 'orders@harbormill.example',
    },
    { name: 'Ferry Office', street: '3 Harbor Wall', city: 'Galway', email: 'canteen@ferry.example' },
    {
      name: 'Bluebell Dairy',
      isCustomer: false,
      isVendor: true,
      street: '8 Meadow Road',
      city: 'Loughrea',
      email: 'sales@bluebell.example',
    },
  ],
  repairs: [
    { name: 'Quay Cycles', street: '7 Long Walk', city: 'Galway', email: 'desk@quaycycles.example' },
    { name: 'Northside School', street: '30 Hill Road', city: 'Galway', email: 'office@northside.example' },
    { name: 'Heron Couriers', street: '16 Canal Bank', city: 'Galway', email: 'fleet@heron.example' },
    { name: 'Wren Guesthouse', street: '22 Sea Road', city: 'Galway', email: 'stay@wren.example' },
    {
      name: 'Spoke and Rim Supplies',
      isCustomer: false,
      isVendor: true,
      street: '5 Foundry Park',
      city: 'Limerick',
      email: 'orders@spokeandrim.example',
    },
    {
      name: 'Thistle Frames',
      isVendor: true,
      street: '11 Weir Lane',
      city: 'Ennis',
      email: 'workshop@thistle.example',
    },
  ],
}

export const companies: Readonly<Record<SampleName, Readonly<Record<string, unknown>>>> = {
  bakery: {
    street: '12 Quay Row',
    city: 'Galway',
    taxId: 'IE3417728KH',
    email: 'hello@tide.example',
    iban: 'IE29AIBK93115212345678',
    bic: 'AIBKIE2D',
    footer: 'Bread keeps best in paper.',
  },
  repairs: { street: '5 Dock Street', city: 'Galway', email: 'workshop@repairs.example', termsDays: 7 },
}

/** What the sample charges; rates of a real firm are its own to know. */
export const taxRates = [
  { name: 'VAT 23 %', percent: '23' },
  { name: 'VAT 13.5 %', percent: '13.5' },
]

export interface SampleInvoice {
  daysAgo: number
  to: string
  lines: readonly (readonly [description: string, quantity: string, unitPrice: string])[]
  /** Whole, or so much of it, so many days ago. */
  paid?: { daysAgo: number; amount?: string }
  /** It is still being written. */
  isDraft?: true
}

export const invoices: Readonly<Record<SampleName, readonly SampleInvoice[]>> = {
  bakery: [
    {
      daysAgo: 40,
      to: 'Oakhollow Hotel',
      lines: [['Breakfast rolls, tray of 60', '24', '21.50']],
      paid: { daysAgo: 25 },
    },
    {
      daysAgo: 33,
      to: 'Lantern Café',
      lines: [
        ['Sourdough, 1 kg', '40', '4.20'],
        ['Carrot cake', '6', '24.00'],
      ],
    },
    {
      daysAgo: 21,
      to: 'Kestrel Books',
      lines: [['Biscuits for the reading evening', '12', '9.80']],
      paid: { daysAgo: 3, amount: '60.00' },
    },
    { daysAgo: 9, to: 'Oakhollow Hotel', lines: [['Breakfast rolls, tray of 60', '26', '21.50']] },
    { daysAgo: 1, to: 'Lantern Café', lines: [['Christmas boxes', '15', '18.00']], isDraft: true },
  ],
  repairs: [
    {
      daysAgo: 28,
      to: 'Quay Cycles',
      lines: [['Wheels trued', '14', '18.00']],
      paid: { daysAgo: 20 },
    },
    { daysAgo: 16, to: 'Northside School', lines: [['Bicycles made safe', '22', '24.50']] },
  ],
}
