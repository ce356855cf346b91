package io.headrace.ingest.admin;

import io.headrace.contracts.ErrorCode;
import io.headrace.contracts.Ids;
import io.headrace.ingest.account.PasswordCheck;
import io.headrace.ingest.http.Detail;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.Text;
import io.headrace.store.account.AccountChange;
import io.headrace.store.account.AccountOutcome;
import io.headrace.store.account.AccountStore;
import io.headrace.store.account.NewAccount;
import io.headrace.store.account.OwnerView;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Adds and changes accounts: hashes what must be hashed, then says what the store made of it. */
@Singleton
final class AccountWorker {
    private final AccountStore accounts;
    private final PasswordCheck passwords;

    AccountWorker(AccountStore accounts, PasswordCheck passwords) {
        this.accounts = accounts;
        this.passwords = passwords;
    }

    Uni<OwnerView> create(NewOwnerRequest request) {
        UUID id = Ids.create();
        return passwords
                .hash(request.password())
                .map(hash ->
                        new NewAccount(id, request.account(), request.name(), hash, request.role(), request.plan()))
                .chain(accounts::create)
                .invoke(AccountWorker::refuse)
                .chain(() -> accounts.find(id))
                .map(Optional::orElseThrow);
    }

    Uni<OwnerView> change(UUID by, UUID id, OwnerChangeRequest request) {
        if (by.equals(id) && request.takesRights()) {
            throw Problem.of(ErrorCode.BUSINESS_RULE, Text.of("account.own-rights"))
                    .exception();
        }
        Uni<AccountChange> change = request.password() == null
                ? Uni.createFrom().item(request.with(null))
                : passwords.hash(request.password()).map(request::with);
        return change.chain(ready -> accounts.change(id, ready, by))
                .map(changed -> changed.orElseThrow(OwnerResource::notFound));
    }

    Uni<OwnerView> choosePlan(UUID id, PlanChoice choice) {
        return accounts.setPlan(id, choice.plan(), choice.expiresAt())
                .chain(set -> set.isPresent() ? Uni.createFrom().item(set.get()) : whyNot(id));
    }

    private Uni<OwnerView> whyNot(UUID id) {
        return accounts.find(id).map(found -> {
            throw found.isPresent() ? noSuchPlan() : OwnerResource.notFound();
        });
    }

    private static void refuse(AccountOutcome outcome) {
        switch (outcome) {
            case CREATED -> {}
            case TAKEN ->
                throw Problem.of(ErrorCode.ALREADY_EXISTS, Text.of("account.taken"))
                        .exception();
            case PLAN_MISSING -> throw noSuchPlan();
        }
    }

    private static RuntimeException noSuchPlan() {
        return Problem.invalid(List.of(new Detail("plan", Text.of("plan.unknown"))))
                .exception();
    }
}
