import { Waiting } from '@hub/ui/skeleton'
import { Suspense } from 'react'
import { lazyPart } from '../lazy-part.ts'
import type { ViewKind } from './saved-views.ts'

const ViewsMenu = lazyPart(async () => (await import('./views-menu.tsx')).ViewsMenu)

/** The saved views of a list, with its filters or above them. The list is there before them, and nothing moves when they come. */
export const ListViews = ({ kind }: { kind: ViewKind }) => (
  <Suspense
    fallback={
      <Waiting>
        <div className="h-(--control-sm) w-26" />
      </Waiting>
    }
  >
    <ViewsMenu kind={kind} />
  </Suspense>
)
