import type { SampleCustomer } from '@hub/api/server'
import type { TradePlan } from './trade.ts'

const customer = (
  number: string,
  [name, email, street, town, sinceDaysAgo]: readonly [string, string, string, string, number],
): SampleCustomer => ({ number, name, email, street, town, sinceDaysAgo })

export const bakeryTrade: TradePlan = {
  counter: customer('C-100', ['Shop counter', '', '12 Quay Row', 'Galway', 900]),
  businesses: [
    customer('C-101', ['Oakhollow Hotel', 'kitchen@oakhollow.example', '2 Abbey Road', 'Galway', 610]),
    customer('C-102', ['Lantern Café', 'hello@lantern.example', '4 Lantern Street', 'Galway', 540]),
    customer('C-103', ['Kestrel Books', 'accounts@kestrel.example', '19 Shop Street', 'Galway', 390]),
    customer('C-104', ['Ferry Office', 'canteen@ferry.example', '3 Harbor Wall', 'Galway', 240]),
  ],
  regulars: [
    customer('C-105', ['Nora Devlin', 'nora@devlin.example', '8 Church Lane', 'Athenry', 420]),
    customer('C-106', ['Samir Haddad', 'samir@haddad.example', '31 Canal Road', 'Oranmore', 300]),
    customer('C-107', ['Pier House Hostel', 'desk@pierhouse.example', '1 Pier Head', 'Galway', 280]),
    customer('C-108', ['Greta Lindqvist', 'greta@lindqvist.example', '14 Mill Street', 'Tuam', 190]),
    customer('C-109', ['Salthill Tennis Club', 'club@salthill.example', '6 Sea Road', 'Galway', 150]),
    customer('C-110', ['Pádraig Walsh', 'padraig@walsh.example', '22 Market Hill', 'Clifden', 140]),
    customer('C-111', ['Moorland Yoga', 'studio@moorland.example', '5 Weir Lane', 'Oranmore', 90]),
    customer('C-112', ['Weir Street School', 'office@weirstreet.example', '40 Weir Street', 'Galway', 45]),
  ],
  products: [
    { number: 'P-01', name: 'Sourdough loaf, 1 kg', price: '6.80' },
    { number: 'P-02', name: 'Rye loaf', price: '5.90' },
    { number: 'P-03', name: 'Soda bread', price: '4.20' },
    { number: 'P-04', name: 'Bag of six rolls', price: '3.60' },
    { number: 'P-05', name: 'Breakfast rolls, tray of 60', price: '26.00' },
    { number: 'P-06', name: 'Carrot cake', price: '28.00' },
    { number: 'P-07', name: 'Box of biscuits', price: '12.50' },
    { number: 'P-08', name: 'Christmas box', price: '22.00' },
  ],
  basket: [
    ['Sourdough loaf, 1 kg', 48, 22],
    ['Rye loaf', 22, 12],
    ['Soda bread', 20, 14],
    ['Bag of six rolls', 30, 18],
  ],
  treats: ['Carrot cake', 'Box of biscuits', 'Christmas box'],
  billedTaxPercent: '13.5',
  billed: [
    {
      daysAgo: 62,
      to: 'Oakhollow Hotel',
      lines: [['Breakfast rolls, tray of 60', 22, '21.50']],
      paid: { daysAgo: 50 },
    },
    {
      daysAgo: 58,
      to: 'Ferry Office',
      lines: [['Bag of six rolls', 60, '2.90']],
      paid: { daysAgo: 46 },
    },
    {
      daysAgo: 40,
      to: 'Oakhollow Hotel',
      lines: [['Breakfast rolls, tray of 60', 24, '21.50']],
      paid: { daysAgo: 25 },
    },
    {
      daysAgo: 33,
      to: 'Lantern Café',
      lines: [
        ['Sourdough loaf, 1 kg', 40, '4.20'],
        ['Carrot cake', 6, '24.00'],
      ],
    },
    {
      daysAgo: 26,
      to: 'Ferry Office',
      lines: [['Bag of six rolls', 64, '2.90']],
      paid: { daysAgo: 12 },
    },
    {
      daysAgo: 21,
      to: 'Kestrel Books',
      lines: [['Box of biscuits', 12, '9.80']],
      paid: { daysAgo: 3, amount: '60.00' },
    },
    { daysAgo: 9, to: 'Oakhollow Hotel', lines: [['Breakfast rolls, tray of 60', 26, '21.50']] },
    { daysAgo: 1, to: 'Lantern Café', lines: [['Christmas box', 15, '18.00']], isDraft: true },
  ],
}
