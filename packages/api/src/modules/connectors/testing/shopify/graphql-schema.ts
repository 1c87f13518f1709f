import { buildSchema } from 'graphql'

const SHAPES = `
  scalar DateTime
  scalar Decimal
  scalar Money
  scalar UnsignedInt64
  scalar URL

  enum CurrencyCode { EUR JPY KWD }
  enum CountryCode { AT BE DE FI JP KW NL PT }
  enum CountPrecision { AT_LEAST EXACT }
  type Count { count: Int! precision: CountPrecision! }
  type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
  type MoneyV2 { amount: Decimal! currencyCode: CurrencyCode! }
  type MoneyBag { shopMoney: MoneyV2! }
  type UserError { field: [String!] message: String! }

  type ShopPlan { displayName: String! }
  type Shop {
    id: ID! name: String! currencyCode: CurrencyCode! ianaTimezone: String! myshopifyDomain: String! plan: ShopPlan!
  }
`

const ORDERS = `
  enum OrderDisplayFinancialStatus {
    AUTHORIZED EXPIRED PAID PARTIALLY_PAID PARTIALLY_REFUNDED PENDING REFUNDED VOIDED
  }
  enum OrderDisplayFulfillmentStatus {
    FULFILLED IN_PROGRESS ON_HOLD PARTIALLY_FULFILLED SCHEDULED UNFULFILLED
  }
  enum OrderSortKeys { CREATED_AT ID PROCESSED_AT UPDATED_AT }
  type LineItem {
    id: ID! title: String! quantity: Int! currentQuantity: Int! sku: String
    originalUnitPriceSet: MoneyBag! discountedUnitPriceAfterAllDiscountsSet: MoneyBag! product: Product
  }
  type LineItemEdge { cursor: String! node: LineItem! }
  type LineItemConnection { edges: [LineItemEdge!]! nodes: [LineItem!]! pageInfo: PageInfo! }
  type Order {
    id: ID! name: String! createdAt: DateTime! updatedAt: DateTime! processedAt: DateTime! cancelledAt: DateTime
    displayFinancialStatus: OrderDisplayFinancialStatus
    displayFulfillmentStatus: OrderDisplayFulfillmentStatus!
    test: Boolean! currencyCode: CurrencyCode!
    originalTotalPriceSet: MoneyBag! totalPriceSet: MoneyBag! currentTotalPriceSet: MoneyBag!
    subtotalPriceSet: MoneyBag totalTaxSet: MoneyBag totalRefundedSet: MoneyBag!
    customer: Customer email: String
    lineItems(first: Int, after: String, reverse: Boolean = false): LineItemConnection!
  }
  type OrderEdge { cursor: String! node: Order! }
  type OrderConnection { edges: [OrderEdge!]! nodes: [Order!]! pageInfo: PageInfo! }
`

const CUSTOMERS = `
  enum CustomerSortKeys { CREATED_AT ID UPDATED_AT }
  type CustomerEmailAddress { emailAddress: String! }
  type CustomerPhoneNumber { phoneNumber: String! }
  type MailingAddress { city: String countryCodeV2: CountryCode zip: String }
  type Customer {
    id: ID! displayName: String! firstName: String lastName: String
    defaultEmailAddress: CustomerEmailAddress defaultPhoneNumber: CustomerPhoneNumber
    numberOfOrders: UnsignedInt64! amountSpent: MoneyV2!
    createdAt: DateTime! updatedAt: DateTime! tags: [String!]! defaultAddress: MailingAddress
  }
  type CustomerEdge { cursor: String! node: Customer! }
  type CustomerConnection { edges: [CustomerEdge!]! nodes: [Customer!]! pageInfo: PageInfo! }
`

const PRODUCTS = `
  enum ProductStatus { ACTIVE ARCHIVED DRAFT }
  enum ProductSortKeys { CREATED_AT ID TITLE UPDATED_AT }
  type ProductPriceRangeV2 { minVariantPrice: MoneyV2! maxVariantPrice: MoneyV2! }
  type ProductVariant { id: ID! sku: String barcode: String price: Money! }
  type ProductVariantEdge { cursor: String! node: ProductVariant! }
  type ProductVariantConnection { edges: [ProductVariantEdge!]! nodes: [ProductVariant!]! pageInfo: PageInfo! }
  type Product {
    id: ID! title: String! handle: String! status: ProductStatus! vendor: String! productType: String!
    totalInventory: Int! createdAt: DateTime! updatedAt: DateTime! priceRangeV2: ProductPriceRangeV2!
    variants(first: Int, after: String, reverse: Boolean = false): ProductVariantConnection!
  }
  type ProductEdge { cursor: String! node: Product! }
  type ProductConnection { edges: [ProductEdge!]! nodes: [Product!]! pageInfo: PageInfo! }
`

const WEBHOOKS = `
  enum WebhookSubscriptionTopic {
    APP_UNINSTALLED
    CUSTOMERS_CREATE CUSTOMERS_DELETE CUSTOMERS_UPDATE
    ORDERS_CANCELLED ORDERS_CREATE ORDERS_DELETE ORDERS_EDITED ORDERS_UPDATED
    PRODUCTS_CREATE PRODUCTS_DELETE PRODUCTS_UPDATE
    REFUNDS_CREATE
  }
  enum WebhookSubscriptionFormat { JSON }
  type ApiVersion { handle: String! }
  type WebhookSubscription {
    id: ID! topic: WebhookSubscriptionTopic! uri: String! format: WebhookSubscriptionFormat!
    apiVersion: ApiVersion! createdAt: DateTime! updatedAt: DateTime! includeFields: [String!]!
  }
  type WebhookSubscriptionEdge { cursor: String! node: WebhookSubscription! }
  type WebhookSubscriptionConnection {
    edges: [WebhookSubscriptionEdge!]! nodes: [WebhookSubscription!]! pageInfo: PageInfo!
  }
  input WebhookSubscriptionInput { uri: String format: WebhookSubscriptionFormat includeFields: [String!] }
  type WebhookSubscriptionCreatePayload { webhookSubscription: WebhookSubscription userErrors: [UserError!]! }
  type WebhookSubscriptionUpdatePayload { webhookSubscription: WebhookSubscription userErrors: [UserError!]! }
  type WebhookSubscriptionDeletePayload { deletedWebhookSubscriptionId: ID userErrors: [UserError!]! }
`

const BULK = `
  enum BulkOperationStatus { CANCELED CANCELING COMPLETED CREATED EXPIRED FAILED RUNNING }
  enum BulkOperationErrorCode { ACCESS_DENIED INTERNAL_SERVER_ERROR TIMEOUT }
  enum BulkOperationType { MUTATION QUERY }
  enum BulkOperationUserErrorCode { INVALID LIMIT_REACHED OPERATION_IN_PROGRESS }
  type BulkOperation {
    id: ID! status: BulkOperationStatus! errorCode: BulkOperationErrorCode type: BulkOperationType! query: String!
    createdAt: DateTime! completedAt: DateTime objectCount: UnsignedInt64! rootObjectCount: UnsignedInt64!
    fileSize: UnsignedInt64 url: URL partialDataUrl: URL
  }
  type BulkOperationUserError { field: [String!] message: String! code: BulkOperationUserErrorCode }
  type BulkOperationRunQueryPayload { bulkOperation: BulkOperation userErrors: [BulkOperationUserError!]! }
`

const ROOTS = `
  type QueryRoot {
    shop: Shop!
    orders(
      first: Int, after: String, query: String, sortKey: OrderSortKeys = PROCESSED_AT, reverse: Boolean = false
    ): OrderConnection!
    customers(
      first: Int, after: String, query: String, sortKey: CustomerSortKeys = ID, reverse: Boolean = false
    ): CustomerConnection!
    products(
      first: Int, after: String, query: String, sortKey: ProductSortKeys = ID, reverse: Boolean = false
    ): ProductConnection!
    order(id: ID!): Order
    customer(id: ID!): Customer
    product(id: ID!): Product
    ordersCount(query: String, limit: Int = 10000): Count
    customersCount(query: String, limit: Int = 10000): Count
    productsCount(query: String, limit: Int = 10000): Count
    webhookSubscriptions(
      first: Int, after: String, topics: [WebhookSubscriptionTopic!], reverse: Boolean = false
    ): WebhookSubscriptionConnection!
    bulkOperation(id: ID!): BulkOperation
    currentBulkOperation(type: BulkOperationType = QUERY): BulkOperation @deprecated(reason: "Use bulkOperation.")
  }
  type Mutation {
    webhookSubscriptionCreate(
      topic: WebhookSubscriptionTopic!, webhookSubscription: WebhookSubscriptionInput!
    ): WebhookSubscriptionCreatePayload
    webhookSubscriptionUpdate(
      id: ID!, webhookSubscription: WebhookSubscriptionInput!
    ): WebhookSubscriptionUpdatePayload
    webhookSubscriptionDelete(id: ID!): WebhookSubscriptionDeletePayload
    bulkOperationRunQuery(query: String!, groupObjects: Boolean = false): BulkOperationRunQueryPayload
  }
  schema { query: QueryRoot mutation: Mutation }
`

/** What Shopify's schema has under the same names, and nothing that it does not have. */
export const shopifySchema = buildSchema(
  [SHAPES, ORDERS, CUSTOMERS, PRODUCTS, WEBHOOKS, BULK, ROOTS].join('\n'),
)
