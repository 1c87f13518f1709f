import type { StreamType } from '../../../platform/records/records.ts'

/** What services bring, by one name each: a customer of a shop and one of a payment service are the same kind of thing. */
export const customerType: StreamType = {
  name: 'customer',
  title: 'Customer',
  plural: 'Customers',
  titleProperty: 'name',
  properties: [
    { name: 'name', title: 'Name', kind: 'text' },
    { name: 'email', title: 'E-mail', kind: 'text' },
    { name: 'city', title: 'City', kind: 'choice' },
    { name: 'country', title: 'Country', kind: 'choice' },
    { name: 'since', title: 'Since', kind: 'instant' },
    { name: 'ordersPlaced', title: 'Orders placed', kind: 'number' },
    { name: 'spent', title: 'Spent', kind: 'money' },
  ],
  links: [],
}

export const productType: StreamType = {
  name: 'product',
  title: 'Product',
  plural: 'Products',
  titleProperty: 'name',
  properties: [
    { name: 'name', title: 'Name', kind: 'text' },
    { name: 'state', title: 'State', kind: 'choice' },
    { name: 'vendor', title: 'Vendor', kind: 'choice' },
    { name: 'kind', title: 'Kind', kind: 'choice' },
    { name: 'stock', title: 'In stock', kind: 'number' },
    { name: 'price', title: 'Price from', kind: 'money' },
    { name: 'created', title: 'Added', kind: 'instant' },
  ],
  links: [],
}

export const orderType: StreamType = {
  name: 'order',
  title: 'Order',
  plural: 'Orders',
  titleProperty: 'number',
  properties: [
    { name: 'number', title: 'Number', kind: 'text' },
    { name: 'customerKey', title: 'Customer key', kind: 'text' },
    { name: 'placed', title: 'Placed', kind: 'instant' },
    { name: 'payment', title: 'Payment', kind: 'choice' },
    { name: 'delivery', title: 'Delivery', kind: 'choice' },
    { name: 'total', title: 'Total', kind: 'money' },
    { name: 'refunded', title: 'Refunded', kind: 'money' },
    { name: 'original', title: 'Originally', kind: 'money' },
    { name: 'isTest', title: 'Test', kind: 'yesno' },
    { name: 'cancelled', title: 'Cancelled', kind: 'instant' },
  ],
  links: [{ property: 'customerKey', to: 'customer', title: 'Customer', inverseTitle: 'Orders' }],
}

/** What an order is of: it leads from an order to the products in it, and back. */
export const orderLineType: StreamType = {
  name: 'orderLine',
  title: 'Order line',
  plural: 'Order lines',
  titleProperty: 'name',
  properties: [
    { name: 'name', title: 'Name', kind: 'text' },
    { name: 'orderKey', title: 'Order key', kind: 'text' },
    { name: 'productKey', title: 'Product key', kind: 'text' },
    { name: 'quantity', title: 'Quantity', kind: 'number' },
    { name: 'price', title: 'Price of one', kind: 'money' },
    { name: 'sku', title: 'SKU', kind: 'text' },
  ],
  links: [
    { property: 'orderKey', to: 'order', title: 'Order', inverseTitle: 'Lines' },
    { property: 'productKey', to: 'product', title: 'Product', inverseTitle: 'Order lines' },
  ],
}

export const paymentType: StreamType = {
  name: 'payment',
  title: 'Payment',
  plural: 'Payments',
  titleProperty: 'number',
  properties: [
    { name: 'number', title: 'Number', kind: 'text' },
    { name: 'customerKey', title: 'Customer key', kind: 'text' },
    { name: 'paid', title: 'Paid', kind: 'instant' },
    { name: 'state', title: 'State', kind: 'choice' },
    { name: 'amount', title: 'Amount', kind: 'money' },
    { name: 'refunded', title: 'Refunded', kind: 'money' },
    { name: 'about', title: 'About', kind: 'text' },
    { name: 'orderNumber', title: 'Order number', kind: 'text' },
    { name: 'disputed', title: 'Disputed', kind: 'yesno' },
  ],
  links: [
    { property: 'customerKey', to: 'customer', title: 'Customer', inverseTitle: 'Payments' },
    { property: 'orderNumber', to: 'order', toProperty: 'number', title: 'Order', inverseTitle: 'Payments' },
  ],
}
