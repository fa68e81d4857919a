/** Who is one person: ids as people read them. */
import { assert, describe, it } from "@effect/vitest"
import { Actor } from "../../src/index.ts"

describe("Actor", () => {
  const pairs: ReadonlyArray<readonly [string, string, string, boolean]> = [
    ["the same id", "budi", "budi", true],
    ["case", "budi", "BUDI", true],
    ["case of several letters", "stra\u00dfe", "STRASSE", true],
    ["spaces", "budi santoso", "budisantoso", true],
    ["spaces within", "budi", "bu di", true],
    ["a space that does not break", "budi", "bu\u00a0di", true],
    ["a space without width", "budi", "bu\u200bdi", true],
    ["a soft hyphen", "budi", "bu\u00addi", true],
    ["a mark of direction", "budi", "\u202ebudi", true],
    ["full-width letters", "budi", "\uff42\uff55\uff44\uff49", true],
    ["a ligature", "office-1", "o\ufb03ce-1", true],
    ["a letter with a mark", "jose", "jos\u00e9", true],
    ["the same letter composed and not", "jos\u00e9", "jose\u0301", true],
    ["Cyrillic letters", "citra", "\u0441\u0456tr\u0430", true],
    ["a Cyrillic capital in small", "budi", "\u0432udi", true],
    ["Greek capitals", "ANI", "\u0391\u039d\u0399", true],
    ["the digit one for an l", "officer-1", "officer-l", true],
    ["a capital I for an l", "aIi", "ali", true],
    ["zero for an o", "o-10", "O-1o", true],
    ["small capitals", "budi", "\u0299\u1d1c\u1d05\u026a", true],
    ["Cherokee capitals", "ANI", "\u13aa\ua4e0I", true],
    ["a Cherokee small letter", "ani", "\uab7ani", true],
    ["Lisu letters", "BUDI", "\ua4d0\ua4f4\ua4d3\ua4f2", true],
    ["a Cyrillic capital I for a small one", "budi", "BUD\u0406", true],
    ["a digit of another script", "officer-0", "officer-\u0665", true],
    ["another dash", "officer-1", "officer\u20131", true],
    ["two names", "ani", "budi", false],
    ["names of similar letters", "ali", "all", false],
    ["letters of one other script", "\u0438\u0432\u0430\u043d", "\u0438\u0433\u043e\u0440\u044c", false],
    ["two numbers", "officer-1", "officer-2", false],
    ["a dash and a dot", "a-b", "a.b", false]
  ]
  it.each(pairs)("reads %s as people do", (_, a, b, isSame) => {
    assert.strictEqual(Actor.isSame(Actor.id(a), Actor.id(b)), isSame)
    assert.strictEqual(Actor.isSame(Actor.id(b), Actor.id(a)), isSame)
    const ids = ["citra-9", a, "dedi-9", b].map(Actor.id)
    assert.deepStrictEqual(Actor.lookAlikes(ids) !== undefined, isSame && a !== b, "a table finds what two ids show")
  })
})
