import { lazy } from 'react'
import type { ComponentType, LazyExoticComponent } from 'react'
import { isMissingPart } from './failure.ts'
import { hubBack, isHubHere } from './presence.ts'

/**
 * A component that is fetched when it is first shown. While the hub is away it waits: React would keep the failure for
 * good, and take the page around it along.
 */
export const lazyPart = <Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> => lazy(async () => ({ default: await fetched(load) }))

async function fetched<Part>(load: () => Promise<Part>, tries = 1): Promise<Part> {
  try {
    return await load()
  } catch (error) {
    if (!isMissingPart(error)) throw error
    const isHere = await isHubHere()
    // It may have been away when the part was asked for and be back by now; a part that is gone fails again.
    if (isHere && tries > 1) throw error
    if (!isHere) await hubBack()
    return fetched(load, tries + 1)
  }
}
