import { expect, test } from 'vitest'
import { faultOfFind, isLink } from '../platform/catalog/find.ts'
import type { EntityDeclaration } from '../platform/catalog/entities.ts'
import { appRouter } from '../router.ts'
import { hubEntities } from './entities.ts'

const entities: [string, EntityDeclaration][] = Object.entries(hubEntities)

test.each(entities)('%s is found and shown where it says', (_entity, { find, link }) => {
  expect(find ? faultOfFind(find, appRouter) : null).toBeNull()
  expect(link === undefined || isLink(link)).toBe(true)
})
