import type { TradePlan } from './trade.ts'

const galway = { town: 'Galway' } as const

export const repairsTrade: TradePlan = {
  counter: {
    ...galway,
    number: 'C-100',
    name: 'Workshop counter',
    email: '',
    street: '5 Dock Street',
    sinceDaysAgo: 500,
  },
  businesses: [
    {
      ...galway,
      number: 'C-101',
      name: 'Quay Cycles',
      email: 'desk@quaycycles.example',
      street: '7 Long Walk',
      sinceDaysAgo: 320,
    },
    {
      ...galway,
      number: 'C-102',
      name: 'Northside School',
      email: 'office@northside.example',
      street: '30 Hill Road',
      sinceDaysAgo: 210,
    },
  ],
  regulars: [
    {
      ...galway,
      number: 'C-103',
      name: 'Heron Couriers',
      email: 'fleet@heron.example',
      street: '16 Canal Bank',
      sinceDaysAgo: 180,
    },
    {
      ...galway,
      number: 'C-104',
      name: 'Wren Guesthouse',
      email: 'stay@wren.example',
      street: '22 Sea Road',
      sinceDaysAgo: 95,
    },
  ],
  products: [
    { number: 'P-01', name: 'Inner tube, 28 inch', price: '8.50' },
    { number: 'P-02', name: 'Puncture mended', price: '14.00' },
    { number: 'P-03', name: 'Winter check', price: '39.00' },
    { number: 'P-04', name: 'Wheel trued', price: '22.00' },
    { number: 'P-05', name: 'Bicycle made safe', price: '29.00' },
  ],
  basket: [
    ['Inner tube, 28 inch', 1, 3],
    ['Puncture mended', 2, 4],
    ['Winter check', 1, 2],
  ],
  treats: ['Wheel trued', 'Bicycle made safe'],
  billedTaxPercent: '13.5',
  billed: [
    { daysAgo: 28, to: 'Quay Cycles', lines: [['Wheel trued', 14, '18.00']], paid: { daysAgo: 20 } },
    { daysAgo: 16, to: 'Northside School', lines: [['Bicycle made safe', 22, '24.50']] },
  ],
}
