/** One sentence by the numbers of its features. */
export interface Numbered {
  features: Int32Array
  weights: Float32Array
}

/** What a sentence means. */
export interface Meant {
  label: number
  /** True: it sounds like the label and is not. */
  isCounter: boolean
}

export interface Sample extends Numbered, Meant {}

const AT_FIRST = 1 << 16

function grown<T extends Int32Array | Float32Array>(array: T, wider: T): T {
  wider.set(array)
  return wider
}

/**
 * Sentences to learn from, one behind another in two large arrays: a hundred thousand small ones would take several times the
 * room, and a process gives little of that back.
 */
export class Samples {
  #features = new Int32Array(AT_FIRST)
  #weights = new Float32Array(AT_FIRST)
  /** Where each begins, and where the last ends. */
  readonly #starts = [0]
  readonly #meant: Meant[] = []

  get count(): number {
    return this.#meant.length
  }

  add(sentence: ReadonlyMap<number, number>, meant: Meant): void {
    let end = this.#starts.at(-1) ?? 0
    if (end + sentence.size > this.#features.length) {
      const room = this.#features.length * 2 + sentence.size
      this.#features = grown(this.#features, new Int32Array(room))
      this.#weights = grown(this.#weights, new Float32Array(room))
    }
    for (const [feature, weight] of sentence) {
      this.#features[end] = feature
      this.#weights[end] = weight
      end += 1
    }
    this.#starts.push(end)
    this.#meant.push(meant)
  }

  /** One of them, as a view of what all lie in. */
  at(index: number): Sample {
    const [from, to] = [this.#starts[index], this.#starts[index + 1]]
    const { label = 0, isCounter = false } = this.#meant[index] ?? {}
    return {
      features: this.#features.subarray(from, to),
      weights: this.#weights.subarray(from, to),
      label,
      isCounter,
    }
  }

  /** How many sentences have each feature. */
  times(features: number): Uint32Array {
    const times = new Uint32Array(features)
    const end = this.#starts.at(-1) ?? 0
    for (let at = 0; at < end; at += 1) {
      const feature = this.#features[at] ?? 0
      times[feature] = (times[feature] ?? 0) + 1
    }
    return times
  }

  /** Leaves out the features that have no new number, and gives the others theirs. */
  renumber(numbers: ReadonlyMap<number, number>): void {
    let end = 0
    for (let one = 0; one < this.count; one += 1) {
      const { features, weights } = this.at(one)
      this.#starts[one] = end
      for (let place = 0; place < features.length; place += 1) {
        const feature = numbers.get(features[place] ?? 0)
        if (feature === undefined) continue
        this.#features[end] = feature
        this.#weights[end] = weights[place] ?? 0
        end += 1
      }
    }
    this.#starts[this.count] = end
  }
}
