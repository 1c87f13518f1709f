import { Button } from '@hub/ui/button'
import { Note } from '@hub/ui/note'
import { Link } from '@tanstack/react-router'

/** Why nobody, or nobody without an invitation, can create an account here. */
export function ClosedNote({ mode }: { mode: 'invite' | 'closed' }) {
  return (
    <>
      <Note>
        {mode === 'invite'
          ? 'Ask somebody who works here to invite you; the link in their mail opens the door.'
          : 'Nobody can create an account here at the moment. Ask the people who run this hub.'}
      </Note>
      <Button block size="lg" render={<Link to="/sign-in" />}>
        Sign in instead
      </Button>
    </>
  )
}
