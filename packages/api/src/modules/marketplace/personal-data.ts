import { ROWS_A_PAGE } from '../../platform/files/personal-data.ts'
import type { PersonalData, PersonIn, ReadRows } from '../../platform/files/personal-data.ts'

const products: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('marketplaceProduct')
    .select(['id', 'name', 'createdAt'])
    .where('createdById', '=', userId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(ROWS_A_PAGE)
    .execute()

const pages: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('marketplaceListing')
    .select(['id', 'url', 'createdAt'])
    .where('createdById', '=', userId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(ROWS_A_PAGE)
    .execute()

const rules: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('marketplaceRule')
    .select(['id', 'kind', 'createdAt'])
    .where('createdById', '=', userId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(ROWS_A_PAGE)
    .execute()

const competitors: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('marketplaceCompetitor')
    .select(['id', 'name', 'createdAt'])
    .where('createdById', '=', userId)
    .where('state', '<>', 'dismissed')
    .where('id', '>', after)
    .orderBy('id')
    .limit(ROWS_A_PAGE)
    .execute()

export const marketplacePersonalData: PersonalData = {
  files: [
    { name: 'tracked-products.json', about: 'products you added to compare their prices', read: products },
    { name: 'watched-pages.json', about: 'pages of shops you added to be watched', read: pages },
    { name: 'price-rules.json', about: 'when you wanted to be told of a price', read: rules },
    {
      name: 'competitors.json',
      about: 'businesses found by your searches for competitors',
      read: competitors,
    },
  ],
  leftOut: [
    {
      tables: ['marketplace_check', 'marketplace_price', 'marketplace_alert'],
      why: 'what shops asked for products',
    },
  ],
}
