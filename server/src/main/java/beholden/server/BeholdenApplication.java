package beholden.server;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class BeholdenApplication {}
