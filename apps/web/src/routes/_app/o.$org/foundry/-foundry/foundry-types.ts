import type { AppRouter } from '@hub/api'
import type { inferRouterOutputs } from '@trpc/server'

type Foundry = inferRouterOutputs<AppRouter>['modules']['foundry']

export type ListedType = Foundry['types']['list']['items'][number]
export type ObjectType = Foundry['types']['get']
export type ObjectProperty = ObjectType['properties'][number]
export type ListedObject = Foundry['objects']['search']['items'][number]
export type ObjectValue = ListedObject['values'][string]
export type WholeObject = Foundry['objects']['get']
export type Fact = WholeObject['facts'][number]
export type ObjectChange = Foundry['objects']['history']['items'][number]
export type Lineage = Foundry['objects']['lineage']
export type Facet = Foundry['objects']['facet']
export type Dataset = Foundry['datasets']['list']['items'][number]
export type WholeDataset = Foundry['datasets']['get']
export type Preview = Foundry['datasets']['preview']
export type FieldGuess = Preview['fields'][number]
export type PropertyKind = ObjectProperty['kind']
