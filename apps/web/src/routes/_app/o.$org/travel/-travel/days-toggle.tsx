import { Button } from '@hub/ui/button'

interface DaysToggleProps {
  isOpen: boolean
  onToggle: (isOpen: boolean) => void
}

/** Opens the days of an offer or a booking below it. */
export const DaysToggle = ({ isOpen, onToggle }: DaysToggleProps) => (
  <Button variant="ghost" aria-expanded={isOpen} onClick={() => onToggle(!isOpen)}>
    {isOpen ? 'Hide times and days' : 'See times and days'}
  </Button>
)
