import { orgProcedure, router } from '../../platform/calls/trpc.ts'
import { Done } from '../../shared/mutation.ts'
import { microForLook, priceCheckMicro } from '../../shared/check-prices.ts'
import * as alerts from './alerts/schema.ts'
import { listAlerts, makeTask } from './alerts/service.ts'
import * as checks from './checks/schema.ts'
import { holdCheck, listChecks, listDue, runCheck, startCheck } from './checks/service.ts'
import { competitorsRouter } from './competitors/router.ts'
import { acceptPrice } from './listings/accept.ts'
import * as listings from './listings/schema.ts'
import {
  addListing,
  chooseListing,
  getListing,
  listListings,
  removeListing,
  watchListing,
} from './listings/service.ts'
import { readHistory } from './products/history.ts'
import { readPressing } from './products/pressing.ts'
import { destructive, ofWatcher, read, write } from './meta.ts'
import * as products from './products/schema.ts'
import { createProduct, getProduct, listProducts, removeProduct, updateProduct } from './products/service.ts'
import * as rules from './rules/schema.ts'
import { createRule, listRules, removeRule, updateRule } from './rules/service.ts'

/** A first look reads what the shop sends. */
const firstLook = { metered: () => priceCheckMicro }
/** A look costs the same, whoever asks. */
const perLook = { metered: microForLook }

const productsRouter = router({
  list: orgProcedure
    .meta({
      ...read,
      title: 'List tracked products',
      description: 'Own price, lowest price elsewhere and the middle of the market.',
    })
    .input(products.ListProducts)
    .output(products.ProductPage)
    .query(({ ctx, input }) => listProducts(ctx, input)),
  get: orgProcedure
    .meta({ ...read, title: 'Read a tracked product', description: 'What it costs here and elsewhere.' })
    .input(products.GetProduct)
    .output(products.Product)
    .query(({ ctx, input }) => getProduct(ctx, input)),
  history: orgProcedure
    .meta({
      ...read,
      title: 'Prices of a product over time',
      description: 'Changes of the own price and of each shop’s.',
    })
    .input(products.ReadHistory)
    .output(products.History)
    .query(({ ctx, input }) => readHistory(ctx, input)),
  pressing: orgProcedure
    .meta({
      ...read,
      title: 'Read the most pressing price',
      description: 'The product to look at first, its price and that of each shop.',
    })
    .input(products.ReadPressing)
    .output(products.PressingProduct)
    .query(({ ctx, input }) => readPressing(ctx, input)),
  create: orgProcedure
    .meta({ ...write, title: 'Track a product', description: 'A product to compare with other shops.' })
    .input(products.CreateProduct)
    .output(products.Product)
    .mutation(({ ctx, input }) => createProduct(ctx, input)),
  update: orgProcedure
    .meta({ ...write, title: 'Change a tracked product', description: 'Its name, own price or bar code.' })
    .input(products.UpdateProduct)
    .output(products.Product)
    .mutation(({ ctx, input }) => updateProduct(ctx, input)),
  remove: orgProcedure
    .meta({
      ...destructive,
      title: 'Stop tracking a product',
      description: 'Removes it with its pages, prices and rules.',
    })
    .input(products.RemoveProduct)
    .output(Done)
    .mutation(({ ctx, input }) => removeProduct(ctx, input)),
})

const listingsRouter = router({
  list: orgProcedure
    .meta({
      ...read,
      title: 'List pages of shops',
      description: 'What each shop asks now, and when it was seen.',
    })
    .input(listings.ListListings)
    .output(listings.ListingPage)
    .query(({ ctx, input }) => listListings(ctx, input)),
  get: orgProcedure
    .meta({
      ...read,
      title: 'Read a page of a shop',
      description: 'Its price, how sure, why.',
    })
    .input(listings.GetListing)
    .output(listings.WholeListing)
    .query(({ ctx, input }) => getListing(ctx, input)),
  add: orgProcedure
    .meta({
      ...write,
      price: firstLook,
      title: 'Watch a page of a shop',
      description: 'Looks at its price now, and every morning.',
    })
    .input(listings.AddListing)
    .output(listings.AddedListing)
    .mutation(({ ctx, input }) => addListing(ctx, input)),
  choose: orgProcedure
    .meta({
      ...write,
      title: 'Say what a page means',
      description: 'Its variant, its currency, or where the price stands.',
    })
    .input(listings.ChooseListing)
    .output(listings.Listing)
    .mutation(({ ctx, input }) => chooseListing(ctx, input)),
  watch: orgProcedure
    .meta({
      ...write,
      title: 'Pause or watch a page',
      description: 'Pauses a page of a shop, or watches it again.',
    })
    .input(listings.WatchListing)
    .output(listings.Listing)
    .mutation(({ ctx, input }) => watchListing(ctx, input)),
  accept: orgProcedure
    .meta({
      ...write,
      title: 'Judge a doubtful price',
      description: 'Says whether a price that waits is right or a mistake.',
    })
    .input(listings.AcceptPrice)
    .output(listings.Listing)
    .mutation(({ ctx, input }) => acceptPrice(ctx, input)),
  remove: orgProcedure
    .meta({ ...destructive, title: 'Remove a page of a shop', description: 'Removes it with its prices.' })
    .input(listings.RemoveListing)
    .output(Done)
    .mutation(({ ctx, input }) => removeListing(ctx, input)),
})

const checksRouter = router({
  list: orgProcedure
    .meta({
      ...read,
      title: 'List looks at a page',
      description: 'What each look brought, the newest first.',
    })
    .input(checks.ListChecks)
    .output(checks.CheckPage)
    .query(({ ctx, input }) => listChecks(ctx, input)),
  start: orgProcedure
    .meta({
      ...write,
      price: perLook,
      title: 'Look at a price now',
      description: 'Looks at a page of a shop, as a job.',
    })
    .input(checks.StartCheck)
    .output(checks.StartedCheck)
    .mutation(({ ctx, input }) => startCheck(ctx, input)),
  due: orgProcedure
    .meta({
      ...read,
      doors: 'noTools',
      forMachines: true,
      title: 'List pages to look at now',
      description: 'Those whose time has come.',
    })
    .input(checks.ListDue)
    .output(checks.DueListings)
    .query(({ ctx }) => listDue(ctx)),
  run: orgProcedure
    .meta({
      ...ofWatcher,
      price: perLook,
      title: 'Do the look of the morning',
      description: 'Looks at a page whose time has come.',
    })
    .input(checks.RunCheck)
    .output(checks.RanCheck)
    .mutation(({ ctx, input }) => runCheck(ctx, input)),
  hold: orgProcedure
    .meta({
      ...ofWatcher,
      title: 'Hold the look of the morning',
      description: 'Says why it could not be done.',
    })
    .input(checks.HoldCheck)
    .output(Done)
    .mutation(({ ctx, input }) => holdCheck(ctx, input)),
})

const rulesRouter = router({
  list: orgProcedure
    .meta({ ...read, title: 'List price rules', description: 'When people want to be told of a price.' })
    .input(rules.ListRules)
    .output(rules.RulePage)
    .query(({ ctx, input }) => listRules(ctx, input)),
  create: orgProcedure
    .meta({
      ...write,
      title: 'Tell me of a price',
      description: 'When it is under an amount or under yours, moves, or a shop is sold out.',
    })
    .input(rules.CreateRule)
    .output(rules.Rule)
    .mutation(({ ctx, input }) => createRule(ctx, input)),
  update: orgProcedure
    .meta({
      ...write,
      title: 'Change a price rule',
      description: 'Switches it on or off, or sets another limit.',
    })
    .input(rules.UpdateRule)
    .output(rules.Rule)
    .mutation(({ ctx, input }) => updateRule(ctx, input)),
  remove: orgProcedure
    .meta({ ...destructive, title: 'Remove a price rule', description: 'With the alerts that it raised.' })
    .input(rules.RemoveRule)
    .output(Done)
    .mutation(({ ctx, input }) => removeRule(ctx, input)),
})

export const marketplaceRouter = router({
  products: productsRouter,
  listings: listingsRouter,
  checks: checksRouter,
  rules: rulesRouter,
  alerts: router({
    list: orgProcedure
      .meta({
        ...read,
        title: 'List price alerts',
        description: 'What came to hold of price rules, the newest first.',
      })
      .input(alerts.ListAlerts)
      .output(alerts.AlertPage)
      .query(({ ctx, input }) => listAlerts(ctx, input)),
    makeTask: orgProcedure
      .meta({
        ...write,
        title: 'Make a task of a price alert',
        description: 'Makes a task that says which price it is.',
      })
      .input(alerts.MakeTaskOfAlert)
      .output(alerts.TaskOfAlert)
      .mutation(({ ctx, input }) => makeTask(ctx, input)),
  }),
  competitors: competitorsRouter,
})
