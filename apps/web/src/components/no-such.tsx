import { Button } from '@hub/ui/button'
import { Empty } from '@hub/ui/empty'
import type { ReactElement } from 'react'

export interface NoSuchProps {
  /** What is not there: "workflow". */
  what: string
  /** Where the others are: "the workflows". */
  place: string
  /** Leads there. */
  link: ReactElement
  level?: 1 | 2 | undefined
}

/** In the place of what an address leads to and is not there. */
export const NoSuch = ({ what, place, link, level = 1 }: NoSuchProps) => (
  <div className="grid min-h-[60dvh] flex-1 place-items-center">
    <Empty
      picture="search"
      level={level}
      title={`There is no such ${what}`}
      actions={
        <Button variant="primary" render={link}>
          Go to {place}
        </Button>
      }
    >
      It may have been removed, it may not be yours to see, or a part of its address was cut off.
    </Empty>
  </div>
)
