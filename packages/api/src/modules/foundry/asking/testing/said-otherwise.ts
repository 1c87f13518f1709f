import type { NewProperty } from '../../types/schema.ts'
import { newType } from '../../testing.ts'
import type { Data } from '../../testing.ts'

type Records = readonly Readonly<Record<string, string | number>>[]

const property = (title: string, kind: NewProperty['kind'], name: string): NewProperty => ({
  title,
  kind,
  path: [name],
  ...(kind === 'money' && { currency: 'EUR' }),
})

/** Records under the names of their columns. */
const table = (names: readonly string[], rows: readonly (readonly (string | number)[])[]): Records =>
  rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? ''])))

interface Brought {
  title: string
  properties: NewProperty[]
  records: Records
}

async function bring(place: Data, { title, properties, records }: Brought): Promise<string> {
  const [first] = properties
  const named = first?.title ?? ''
  const { typeId, datasetId } = await newType(place, { title, properties, titleProperty: named })
  await place.data.datasets.put({ id: datasetId, keyFields: [...(first?.path ?? [])], records: [...records] })
  return typeId
}

/** A trade with one kind of rows: one sum, one day, a place that is a plain text and a trade that is a choice. */
export const bringJobs = (place: Data) =>
  bring(place, {
    title: 'Job',
    properties: [
      property('Name', 'text', 'name'),
      property('Town', 'text', 'town'),
      property('Trade', 'choice', 'trade'),
      property('Price', 'money', 'price'),
      property('Done on', 'day', 'doneOn'),
    ],
    records: table(
      ['name', 'town', 'trade', 'price', 'doneOn'],
      [
        ['Doran kitchen', 'Cork', 'Plumbing', 900, '2026-10-12'],
        ['Shea attic', 'Cork', 'Roofing', 2400, '2026-09-03'],
        ['Mill Lane gutters', 'Limerick', 'Roofing', 310, '2026-11-02'],
        ['Barry boiler', 'Galway', 'Heating', 1250, '2026-08-19'],
        ['Church radiators', 'Cork', 'Heating', 760, '2026-11-10'],
        ['Lynch shower', 'Limerick', 'Plumbing', 480, '2026-10-28'],
        ['Ryan stove', 'Galway', 'Heating', 1980, '2026-10-05'],
        ['Noonan pump', 'Limerick', 'Plumbing', 1100, '2025-12-11'],
      ],
    ),
  })

const bringCustomers = (place: Data) =>
  bring(place, {
    title: 'Customer',
    properties: [property('Name', 'text', 'name'), property('City', 'choice', 'city')],
    records: table(
      ['name', 'city'],
      [
        ['Aoife Daly', 'Cork'],
        ['Ben Walsh', 'Galway'],
        ['Carla Moreno', 'Cork'],
        ['Dan Boyle', 'Sligo'],
      ],
    ),
  })

const bringProducts = (place: Data) =>
  bring(place, {
    title: 'Product',
    properties: [
      property('Name', 'text', 'name'),
      property('Category', 'choice', 'category'),
      property('Price', 'money', 'price'),
    ],
    records: table(
      ['name', 'category', 'price'],
      [
        ['Oak stool', 'Furniture', 80],
        ['Linen throw', 'Textiles', 45],
        ['Clay bowl', 'Pottery', 20],
      ],
    ),
  })

const bringOrders = (place: Data) =>
  bring(place, {
    title: 'Order',
    properties: [
      property('Number', 'text', 'number'),
      property('Customer name', 'text', 'customer'),
      property('Product name', 'text', 'product'),
      property('Quantity', 'number', 'quantity'),
      property('Total', 'money', 'total'),
      property('Ordered on', 'day', 'orderedOn'),
    ],
    records: table(
      ['number', 'customer', 'product', 'quantity', 'total', 'orderedOn'],
      [
        ['1001', 'Aoife Daly', 'Oak stool', 1, 80, '2026-10-03'],
        ['1002', 'Ben Walsh', 'Linen throw', 2, 90, '2026-10-20'],
        ['1003', 'Aoife Daly', 'Clay bowl', 4, 80, '2026-11-01'],
        ['1004', 'Carla Moreno', 'Oak stool', 3, 240, '2026-11-12'],
        ['1005', 'Ben Walsh', 'Clay bowl', 1, 20, '2026-09-15'],
        ['1006', 'Carla Moreno', 'Linen throw', 1, 45, '2025-12-20'],
      ],
    ),
  })

/** A small shop: what is sold, to whom, and orders of one product each. */
export async function bringCraftShop(place: Data): Promise<void> {
  const customers = await bringCustomers(place)
  const products = await bringProducts(place)
  const orders = await bringOrders(place)
  for (const [toTypeId, title, fromProperty] of [
    [customers, 'Customer', 'customerName'],
    [products, 'Product', 'productName'],
  ] as const)
    await place.data.links.create({
      fromTypeId: orders,
      fromProperty,
      toTypeId,
      title,
      inverseTitle: 'Orders',
    })
}

/** A guest house, whose stays have two sums and two days. */
export const bringStays = (place: Data) =>
  bring(place, {
    title: 'Stay',
    properties: [
      property('Guest', 'text', 'guest'),
      property('Room', 'choice', 'room'),
      property('Channel', 'choice', 'channel'),
      property('Nights', 'number', 'nights'),
      property('Paid', 'money', 'paid'),
      property('Deposit', 'money', 'deposit'),
      property('Arrives', 'day', 'arrives'),
      property('Booked on', 'day', 'bookedOn'),
    ],
    records: table(
      ['guest', 'room', 'channel', 'nights', 'paid', 'deposit', 'arrives', 'bookedOn'],
      [
        ['Moretti', 'Garden', 'Direct', 3, 270, 50, '2026-10-09', '2026-08-01'],
        ['Olsen', 'Attic', 'Airbnb', 2, 150, 30, '2026-10-23', '2026-10-01'],
        ['Petrov', 'Blue', 'Agency', 5, 500, 100, '2026-11-06', '2026-09-12'],
        ['Quinn', 'Garden', 'Agency', 1, 95, 20, '2026-11-13', '2026-11-10'],
        ['Rossi', 'Attic', 'Direct', 7, 590, 110, '2026-07-11', '2026-03-02'],
        ['Silva', 'Blue', 'Airbnb', 2, 210, 40, '2026-12-04', '2026-11-15'],
      ],
    ),
  })

/** Vans for hire: of two days that tell a beginning and an end, the beginning is meant. */
export const bringHires = (place: Data) =>
  bring(place, {
    title: 'Hire',
    properties: [
      property('Number', 'text', 'number'),
      property('Van', 'choice', 'van'),
      property('Customer', 'text', 'customer'),
      property('City', 'text', 'city'),
      property('Starts', 'day', 'starts'),
      property('Ends', 'day', 'ends'),
      property('Days', 'number', 'days'),
      property('Price', 'money', 'price'),
    ],
    records: table(
      ['number', 'van', 'customer', 'city', 'starts', 'ends', 'days', 'price'],
      [
        ['H-1', 'Red', 'Kerr', 'Sligo', '2026-10-05', '2026-10-09', 4, 220],
        ['H-2', 'White', 'Lally', 'Mayo', '2026-10-20', '2026-10-22', 2, 110],
        ['H-3', 'Red', 'Moran', 'Sligo', '2026-11-03', '2026-11-04', 1, 60],
        ['H-4', 'Blue', 'Kerr', 'Galway', '2026-11-16', '2026-11-20', 4, 240],
        ['H-5', 'White', 'Nash', 'Mayo', '2026-06-01', '2026-06-15', 14, 700],
        ['H-6', 'Red', 'Orr', 'Galway', '2026-12-01', '2026-12-05', 4, 230],
      ],
    ),
  })

/** Projects with what was quoted and what was invoiced, and a day of either; some are not done. */
export const bringProjects = (place: Data) =>
  bring(place, {
    title: 'Project',
    properties: [
      property('Name', 'text', 'name'),
      property('Client', 'text', 'client'),
      property('Quoted on', 'day', 'quotedOn'),
      property('Done on', 'day', 'doneOn'),
      property('Quote', 'money', 'quote'),
      property('Invoiced', 'money', 'invoiced'),
      property('Status', 'choice', 'status'),
    ],
    records: table(
      ['name', 'client', 'quotedOn', 'doneOn', 'quote', 'invoiced', 'status'],
      [
        ['Bath refit', 'Daly', '2026-09-01', '2026-10-15', 1200, 1350, 'Won'],
        ['Fence', 'Egan', '2026-10-02', '', 800, '', 'Open'],
        ['Patio', 'Daly', '2026-10-20', '2026-11-12', 2000, 2000, 'Won'],
        ['Shed', 'Flood', '2026-08-11', '', 450, '', 'Lost'],
      ],
    ),
  })
