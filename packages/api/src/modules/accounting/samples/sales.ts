import type { SampleName } from '../../../platform/catalog/samples.ts'

export interface SampleVendor {
  name: string
  isCustomer?: boolean
  street: string
  city: string
  email: string
}

/** Whom the business buys from. All of it is invented. */
export const vendors: Readonly<Record<SampleName, readonly SampleVendor[]>> = {
  bakery: [
    { name: 'Harbor Mill', street: '1 Mill Lane', city: 'Athlone', email: 'orders@harbormill.example' },
    { name: 'Bluebell Dairy', street: '8 Meadow Road', city: 'Loughrea', email: 'sales@bluebell.example' },
  ],
  repairs: [
    {
      name: 'Spoke and Rim Supplies',
      street: '5 Foundry Park',
      city: 'Limerick',
      email: 'orders@spokeandrim.example',
    },
    {
      name: 'Thistle Frames',
      isCustomer: true,
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
    iban: 'IE29AIBK93115212345678',
    bic: 'AIBKIE2D',
    footer: 'Bread keeps best in paper.',
    termsDays: 30,
  },
  repairs: { street: '5 Dock Street', city: 'Galway', termsDays: 7 },
}

/** What the sample charges; rates of a real firm are its own to know. */
export const taxRates = [
  { name: 'VAT 23 %', percent: '23' },
  { name: 'VAT 13.5 %', percent: '13.5' },
]
