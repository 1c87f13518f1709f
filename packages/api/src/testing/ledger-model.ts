interface ModelHold {
  amount: number
  status: 'open' | 'settled' | 'voided' | 'expired'
  worked: boolean
}

interface ModelGrant {
  priority: number
  /** Place among the grants; they end in the order in which they were given. */
  place: number
  hasEnded: boolean
  remaining: number
}

/** What the ledger should do, in plain arithmetic: the property test compares the database with it after each step. */
export class LedgerModel {
  available = 0
  readonly holds: ModelHold[] = []
  readonly grants: ModelGrant[] = []

  get held(): number {
    return this.holds.filter(({ status }) => status === 'open').reduce((sum, { amount }) => sum + amount, 0)
  }

  grant(amount: number, priority: number): void {
    this.grants.push({ priority, place: this.grants.length, hasEnded: false, remaining: amount })
    this.available += amount
  }

  take(amount: number): 'done' | 'short' {
    if (this.available < amount) return 'short'
    this.available -= amount
    this.draw(amount)
    return 'done'
  }

  reserve(amount: number): 'held' | 'short' {
    if (this.available < amount) return 'short'
    this.available -= amount
    this.holds.push({ amount, status: 'open', worked: false })
    return 'held'
  }

  work(at: number): void {
    const hold = this.holds[at]
    if (hold && (hold.status === 'open' || hold.status === 'expired')) hold.worked = true
  }

  settle(at: number, micro: number): void {
    const hold = this.holds[at]
    if (!hold || hold.status === 'settled' || hold.status === 'voided') return
    const back = hold.status === 'open' ? hold.amount : 0
    const spent = Math.min(micro, back + this.available)
    this.available += back - spent
    this.draw(spent)
    hold.status = 'settled'
  }

  void(at: number): void {
    const hold = this.holds[at]
    if (hold?.status !== 'open') return
    if (hold.worked) return this.settle(at, hold.amount)
    this.available += hold.amount
    hold.status = 'voided'
  }

  endGrant(at: number): void {
    const grant = this.grants[at]
    if (grant) grant.hasEnded = true
  }

  /** Every hold has run out of time when this is called. */
  sweep(): void {
    for (const [at, hold] of this.holds.entries()) {
      if (hold.worked) this.settle(at, hold.amount)
      else if (hold.status === 'open') {
        this.available += hold.amount
        hold.status = 'expired'
      }
    }
    for (const grant of this.grants.filter(({ hasEnded }) => hasEnded)) {
      const burned = Math.min(grant.remaining, this.available)
      grant.remaining -= burned
      this.available -= burned
    }
  }

  private draw(micro: number): void {
    const order = this.grants.toSorted(
      (a, b) => a.priority - b.priority || Number(b.hasEnded) - Number(a.hasEnded) || a.place - b.place,
    )
    let left = micro
    for (const grant of order) {
      const part = Math.min(left, grant.remaining)
      grant.remaining -= part
      left -= part
    }
  }
}
