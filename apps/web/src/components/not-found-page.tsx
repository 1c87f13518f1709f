import { Button } from '@hub/ui/button'
import { Empty } from '@hub/ui/empty'
import { Link } from '@tanstack/react-router'

/** An address that leads nowhere, or to something that is not this person's to see. */
export function NotFoundPage() {
  return (
    <div className="grid min-h-[60dvh] flex-1 place-items-center">
      <Empty
        picture="search"
        level={1}
        title="Nothing at this address"
        actions={
          <Button variant="primary" render={<Link to="/" />}>
            Go to the start
          </Button>
        }
      >
        It may have moved, or you may not be a member of the organization it belongs to.
      </Empty>
    </div>
  )
}
