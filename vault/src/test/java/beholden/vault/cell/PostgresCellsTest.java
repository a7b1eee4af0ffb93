package beholden.vault.cell;

import org.junit.jupiter.api.BeforeEach;

class PostgresCellsTest extends CellStoreContract {

    private String database = "";

    @BeforeEach
    void prepare() throws Exception {
        database = PostgresServer.preparedDatabase();
        CellStores.create(PostgresServer.asOwner(database), Cells.BOX);
    }

    @Override
    CellStore open() throws CellStoreException {
        return reopen(Cells.BOX);
    }

    @Override
    CellStore reopen(int boxLength) throws CellStoreException {
        return CellStores.open(PostgresServer.asApplication(database), boxLength);
    }

    @Override
    CellKeeper keep() throws CellStoreException {
        return CellStores.keep(PostgresServer.asOwner(database), Cells.BOX);
    }
}
