/** How vaults are sabotaged: what the saboteurs of one port share. */
import type { Crypto, Vault, VaultStorage } from "@bina/core/adapter"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type * as Store from "../../conformance/Store.ts"
import type * as VaultSuite from "../../conformance/VaultSuite.ts"
import * as HonestStore from "../HonestStore.ts"
import type * as Saboteur from "../Saboteur.ts"

// ---- Models

type VaultOf = Vault.Vault["Service"]

/** A vault that is wrong in one way. */
export type One = Saboteur.Saboteur<Vault.Vault, VaultSuite.MasterKey>

// ---- Rules

/** An honest vault with one change; `more` changes the ways into it. */
export const saboteur = (
  breaks: string,
  wrong: string,
  change: HonestStore.ChangeOfVault | (() => HonestStore.ChangeOfVault),
  more: (
    honest: Store.Store<Vault.Vault, VaultSuite.MasterKey>,
    masterKey: VaultSuite.MasterKey
  ) => Partial<Store.Store<Vault.Vault, VaultSuite.MasterKey>> = () => ({})
): One => ({
  breaks,
  wrong,
  make: (masterKey) => {
    const store = HonestStore.vault(masterKey, typeof change === "function" ? change() : change)
    return { ...store, ...more(store, masterKey) }
  }
})

/** Changes what the service does. */
export const serving = (
  service: (honest: VaultOf, noted: Array<string>) => Partial<VaultOf>
): HonestStore.ChangeOfVault => ({
  service: (honest, noted) => ({ ...honest, ...service(honest, noted) })
})

/** Changes what its storage does. */
export const storing = (
  storage: (honest: VaultStorage.VaultStorage, noted: Array<string>) => Partial<VaultStorage.VaultStorage>
): HonestStore.ChangeOfVault => ({ storage: (honest, noted) => ({ ...honest, ...storage(honest, noted) }) })

/** Changes what it encrypts before it does so. */
export const closing = (change: (bytes: Uint8Array) => Uint8Array): HonestStore.ChangeOfVault => ({
  crypto: (honest) => ({
    ...honest,
    close: (asked) => honest.close(asked.map((one) => ({ ...one, bytes: change(one.bytes) })))
  })
})

/** Uses a key that everybody has, where `isMeant` says so of what it is used for. */
export const weakly = (byte: number, isMeant: (bound: ReadonlyArray<string>) => boolean): HonestStore.ChangeOfVault => {
  const weak = new Uint8Array(32).fill(byte)
  const weakened = <One extends Crypto.Closing | Crypto.Opening>(asked: ReadonlyArray<One>) =>
    asked.map((one) => (isMeant(one.bound) ? { ...one, key: weak } : one))
  return {
    crypto: (honest) => ({
      ...honest,
      mac: (key, all) =>
        Effect.forEach(all, (parts) => Effect.map(honest.mac(isMeant(parts) ? weak : key, [parts]), ([made]) => made!)),
      close: (asked) => honest.close(weakened(asked)),
      open: (asked) => honest.open(weakened(asked))
    })
  }
}

/** The digits of a number. */
export const textOf = ({ number }: Vault.Identity): string => Redacted.value(number)
